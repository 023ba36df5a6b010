import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { startTestSupabase, type TestSupabase } from '@/tests/support/embedded';
import { generate } from '@/tests/support/follow';
import { type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '@/tests/support/otlp-receiver';
import { TestProcess } from '@/tests/support/test-process';

const PROMPT = 'a heron on a telegraph pole';
const NEGATIVE = 'no wires at all';
const GEMINI_KEY = 'gemini-key-of-this-test';
const CODE = 'one-time-code-of-this-test';

let supabase: TestSupabase;
let gemini: GeminiServer;
let collector: OtlpReceiver;
let app: TestApp;
let account: Account;
let common: Record<string, string>;

beforeAll(async () => {
  [supabase, gemini, collector] = await Promise.all([
    startTestSupabase({ driver: 'postgres' }),
    startGeminiServer(),
    startOtlpReceiver(),
  ]);
  common = {
    SUPABASE_URL: supabase.url,
    SUPABASE_PUBLISHABLE_KEY: supabase.publishableKey,
    SUPABASE_SECRET_KEY: supabase.secretKey,
    GEMINI_API_KEY: GEMINI_KEY,
    GOOGLE_GEMINI_BASE_URL: gemini.url,
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
  };
  app = await startApp(common);
  account = await signUp({
    url: app.url,
    supabaseUrl: supabase.url,
    publishableKey: () => supabase.publishableKey,
  });
});
afterAll(async () => {
  gemini.release();
  await app.close();
  await Promise.all([gemini.close(), collector.close(), supabase.stop()]);
});

/** The spans of a task's attempts, in the order of their attempts and processes. */
const attemptsOf = (taskId: string): ReceivedSpan[] =>
  collector.spans.filter(({ attributes }) => attributes['darkroom.task.id'] === taskId);

async function generateInTrace(traceId: string, prompt: string): Promise<string> {
  const response = await account.api(
    'POST',
    '/api/generate-image',
    { prompt, negativePrompt: NEGATIVE },
    { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
  );
  const { taskId } = (await response.json()) as { taskId: string };
  expect(response.status).toBe(202);
  return taskId;
}

test('attempts of the app and of a worker that takes over are spans linked to the request; none has a prompt or a key', async () => {
  const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
  gemini.hold();
  const taken = await generateInTrace(traceId, PROMPT);
  const refused = await generateInTrace(traceId, `${PROMPT} [[safety]]`);
  const { taskId: untraced } = await generate(account, { prompt: PROMPT });
  await gemini.received(3);
  await fetch(`${app.url}/auth/callback?code=${CODE}`, { redirect: 'manual' });
  await fetch(`${app.url}/login?next=/image-generator`);
  await app.kill('SIGTERM');
  // A claim that was under way may have taken it again, and has given it back too.
  const released = { 'darkroom.outcome': 'released', 'darkroom.attempt': 1 };
  const givenBack = attemptsOf(taken);
  expect(givenBack.length).toBeGreaterThan(0);
  for (const attempt of givenBack)
    expect(attempt).toMatchObject({ service: 'darkroom', attributes: released });

  gemini.release();
  const worker = new TestProcess({
    name: 'worker',
    script: 'lib/worker/main.ts',
    env: { ...common, OTEL_SERVICE_NAME: 'darkroom-worker', OTEL_BSP_SCHEDULE_DELAY: '100' },
    kept: false,
  });
  const byWorker = (taskId: string) =>
    attemptsOf(taskId).filter(({ service }) => service === 'darkroom-worker');
  const finished = () => [taken, refused, untraced].every((taskId) => byWorker(taskId).length === 1);
  await expect.poll(finished, { timeout: 30_000 }).toBe(true);
  await worker.close();

  expect(byWorker(taken)[0]).toMatchObject({
    name: 'attempt image',
    service: 'darkroom-worker',
    attributes: {
      'darkroom.attempt': 1,
      'darkroom.outcome': 'completed',
      'darkroom.task.kind': 'image',
      'gen_ai.request.model': 'gemini-nano-banana-2.1',
    },
  });
  expect(byWorker(refused)[0]).toMatchObject({
    attributes: { 'darkroom.outcome': 'failed', 'error.type': 'safety_blocked' },
    status: { code: 2 },
  });
  const requests = collector.spans.filter(({ name }) => name === 'POST /api/generate-image');
  const asked = requests.filter((span) => span.traceId === traceId);
  expect(asked.length).toBeGreaterThanOrEqual(2);
  for (const attempt of [...attemptsOf(taken), ...attemptsOf(refused)]) {
    expect(attempt.traceId).not.toBe(traceId);
    expect(attempt.links).toMatchObject([{ traceId }]);
    expect(collector.spans.map(({ spanId }) => spanId)).toContain(attempt.links[0]?.spanId);
  }
  const [own] = attemptsOf(untraced);
  expect(requests.map((span) => span.traceId)).toContain(own?.links[0]?.traceId);
  expect(own?.links[0]?.traceId).not.toBe(traceId);

  expect(collector.spans.map(({ name }) => name)).toContain('GET /auth/callback');
  const received = collector.received();
  const secrets = [PROMPT, NEGATIVE, GEMINI_KEY, CODE, supabase.secretKey, account.token, account.email];
  expect(secrets.filter((secret) => received.includes(secret))).toEqual([]);
});
