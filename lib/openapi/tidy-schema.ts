import type { ZodOpenApiOverride } from 'zod-openapi';

/** Formats say the same as the long patterns that zod adds for them, and no number here needs the limits of a double. */
export const tidySchema: ZodOpenApiOverride = ({ jsonSchema }) => {
  if (jsonSchema.format === 'uuid' || jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};
