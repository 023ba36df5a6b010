import { context, propagation } from '@opentelemetry/api';

/** The current span as a W3C traceparent, for rows whose work another process may do; undefined without tracing. */
export function currentTraceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}
