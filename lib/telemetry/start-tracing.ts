import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import {
  detectResources,
  resourceAttributesEnvDetector,
  resourceFromAttributes,
  serviceNameEnvDetector,
} from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

const withoutQuery = (text: string) => text.split('?', 1)[0] ?? '';

/** Addresses lose their query, as Next notes them: that of /auth/callback has a code that signs in. */
export const dropQueries: SpanProcessor = {
  onStart(span) {
    span.updateName(withoutQuery(span.name));
    for (const [name, value] of Object.entries(span.attributes))
      if (typeof value === 'string') span.setAttribute(name, withoutQuery(value));
  },
  onEnd: () => undefined,
  forceFlush: async () => undefined,
  shutdown: async () => undefined,
};

/**
 * Sends spans by OTLP over HTTP to where the standard OTEL_EXPORTER_OTLP_* variables say; Next makes spans of requests
 * by itself. Returns the function that sends what is left and ends it.
 */
export function startTracing(): () => Promise<void> {
  const detectors = [resourceAttributesEnvDetector, serviceNameEnvDetector];
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'darkroom' }).merge(detectResources({ detectors })),
    spanProcessors: [dropQueries, new BatchSpanProcessor({ exporter: new OTLPTraceExporter() })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  return () => provider.shutdown();
}
