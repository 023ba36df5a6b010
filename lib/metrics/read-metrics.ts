import { z } from 'zod';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';

const totalSchema = z.object({
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  count: z.number(),
  sum: z.number(),
  /** Counts by how many of the bounds a value exceeds. */
  buckets: z.record(z.string(), z.number()),
});

const metricsSchema = z.object({
  open: z.object({ queued: z.number(), retrying: z.number(), processing: z.number() }),
  oldestQueuedSeconds: z.number(),
  purges: z.object({ due: z.number(), oldestSeconds: z.number() }),
  ledgerDrift: z.number(),
  ledgerAuditedAt: z.number(),
  sweptAt: z.number().nullable(),
  bounds: z.array(z.number()),
  totals: z.array(totalSchema),
});

export type Total = z.infer<typeof totalSchema>;
export type Metrics = z.infer<typeof metricsSchema>;

/** The whole installation's figures: what is now, and what has been counted since it was set up. */
export async function readMetrics(): Promise<Metrics> {
  return metricsSchema.parse(unwrap(await serviceClient().rpc('read_metrics')));
}
