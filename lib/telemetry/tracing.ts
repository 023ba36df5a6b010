import { context, type Link, propagation, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';

/** Starts tracing if the environment names a place for spans; nothing is loaded otherwise. Resolves to its end. */
export async function traceIfWanted(): Promise<() => Promise<void>> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT, OTEL_SDK_DISABLED } = process.env;
  const wanted = OTEL_EXPORTER_OTLP_ENDPOINT || OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  if (!wanted || OTEL_SDK_DISABLED === 'true') return async () => undefined;
  return (await import('./start-tracing')).startTracing();
}

/** The current span as a W3C traceparent, for rows whose work another process may do; undefined without tracing. */
export function currentTraceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}

interface TracedTask {
  taskId: string;
  kind: string;
  attempt: number;
  model: string | null;
  origin: { requestId?: string | undefined; traceparent?: string | undefined } | null;
}

/** The request that asked for the task, as what the attempt's span refers to: it has long ended when a retry runs. */
function linkTo(traceparent: string | undefined): Link[] {
  const origin = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, { traceparent }));
  return origin ? [{ context: origin }] : [];
}

/** One attempt as a span of its own. Without tracing it only runs. */
export function traceAttempt<End extends { outcome: string; code?: string }>(
  { taskId, kind, attempt, model, origin }: TracedTask,
  run: () => Promise<End>,
): Promise<End> {
  const attributes = {
    'darkroom.task.id': taskId,
    'darkroom.task.kind': kind,
    'darkroom.attempt': attempt,
    ...(model && { 'gen_ai.request.model': model }),
    ...(origin?.requestId && { 'darkroom.request.id': origin.requestId }),
  };
  const options = { root: true, links: linkTo(origin?.traceparent), attributes };
  return trace.getTracer('darkroom').startActiveSpan(`attempt ${kind}`, options, async (span) => {
    try {
      const end = await run();
      span.setAttribute('darkroom.outcome', end.outcome);
      if (end.code) span.setAttribute('error.type', end.code).setStatus({ code: SpanStatusCode.ERROR });
      return end;
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
