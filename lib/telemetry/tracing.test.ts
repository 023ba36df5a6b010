import { afterEach, expect, test, vi } from 'vitest';
import { traceIfWanted } from './tracing';

const startTracing = vi.fn(() => async () => undefined);
vi.mock('./start-tracing', () => ({ startTracing }));
afterEach(() => startTracing.mockClear());

test.each([
  {},
  { OTEL_EXPORTER_OTLP_ENDPOINT: '' },
  { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', OTEL_SDK_DISABLED: 'true' },
])('no place for spans: nothing is started (%j)', async (env) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  await (await traceIfWanted())();
  expect(startTracing).not.toHaveBeenCalled();
});

test.each(['OTEL_EXPORTER_OTLP_ENDPOINT', 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'])(
  '%s starts tracing',
  async (name) => {
    vi.stubEnv(name, 'http://127.0.0.1:4318');
    await traceIfWanted();
    expect(startTracing).toHaveBeenCalledOnce();
  },
);
