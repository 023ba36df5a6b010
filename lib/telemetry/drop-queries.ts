import type { SpanProcessor } from '@opentelemetry/sdk-trace';

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
