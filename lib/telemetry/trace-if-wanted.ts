/** Starts tracing if the environment names a place for spans; nothing is loaded otherwise. Resolves to its end. */
export async function traceIfWanted(): Promise<() => Promise<void>> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, OTEL_SDK_DISABLED } = process.env;
  const wanted = OTEL_EXPORTER_OTLP_ENDPOINT || OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  if (!wanted || OTEL_SDK_DISABLED === 'true') return async () => undefined;
  return (await import('./start-tracing')).startTracing();
}
