import { startApp, type TestApp } from './app';
import { type GeminiServer, startGeminiServer } from './gemini-server';

export type AppMode = 'gemini' | 'demo';

export interface TestApps {
  gemini: GeminiServer;
  /** Starts it when it is asked for the first time. */
  get: (mode: AppMode) => Promise<TestApp>;
  close: () => Promise<void>;
}

/** The apps that browser tests share: one makes pictures with a fake Gemini, the other with the demo provider. */
export async function startTestApps(): Promise<TestApps> {
  const gemini = await startGeminiServer();
  const common = { SIGNUP_CREDITS: '100' };
  const settings: Record<AppMode, Record<string, string>> = {
    gemini: {
      ...common,
      GEMINI_API_KEY: 'test-key',
      GOOGLE_GEMINI_BASE_URL: gemini.url,
      TASK_RETRY_DELAYS_SECONDS: '1,1,1',
      WORKER_CONCURRENCY: '32',
    },
    demo: common,
  };
  const started = new Map<AppMode, Promise<TestApp>>();
  return {
    gemini,
    get(mode) {
      const app = started.get(mode) ?? startApp(settings[mode]);
      started.set(mode, app);
      return app;
    },
    async close() {
      gemini.release();
      for (const app of started.values()) await (await app).close();
      await gemini.close();
    },
  };
}
