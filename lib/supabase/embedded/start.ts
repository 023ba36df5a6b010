import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type EmbeddedOptions, embeddedAnswerSchema } from './options';

export interface EmbeddedSupabase {
  url: string;
  /** Ends it with everything on disk; resolves when the process is gone. */
  stop: () => Promise<void>;
  pid: number;
}

/** Starts the embedded Supabase in a process of its own, migrated and ready. Rejects with a sentence a person can act on. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedSupabase> {
  const child = fork(fileURLToPath(new URL('./server.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, EXPERIMENTAL_STORAGE: '1', LITE_TELEMETRY: '0' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  child.send(options);
  const [message] = await Promise.race([
    once(child, 'message'),
    exited.then(([code]) => [{ error: `its process ended with code ${code}` }]),
  ]);
  const answer = embeddedAnswerSchema.parse(message);
  if ('error' in answer) {
    const hint = answer.error.includes('EADDRINUSE')
      ? `port ${options.port} is in use. Stop what uses it, or set EMBEDDED_SUPABASE_PORT`
      : answer.error;
    throw new Error(`The embedded Supabase could not start: ${hint}.`);
  }
  return {
    url: `http://127.0.0.1:${options.port}`,
    pid: child.pid ?? 0,
    stop: async () => {
      if (child.connected) child.send('stop');
      await exited;
    },
  };
}
