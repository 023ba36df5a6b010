import { z } from 'zod';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';

/** Upper ends of the buckets of the histograms, in seconds. */
export const DURATION_BOUNDS = [1, 2.5, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240];
export const WAIT_BOUNDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300, 1800];

const bucketSchema = z.object({ bucket: z.number(), count: z.number(), seconds: z.number() });

const metricsSchema = z.object({
  open: z.partialRecord(z.enum(['queued', 'retrying', 'processing']), z.number()),
  oldestQueuedSeconds: z.number(),
  durations: z.array(
    bucketSchema.extend({
      stats_key: z.string(),
      outcome: z.string(),
      error_code: z.string().nullable(),
      retries: z.number(),
    }),
  ),
  waits: z.array(bucketSchema),
  fencedWrites: z.number(),
  refunds: z.number(),
  refundedCredits: z.number(),
  ledgerDrift: z.number(),
  sweptAt: z.number().nullable(),
});

export type Bucket = z.infer<typeof bucketSchema>;
export type Metrics = z.infer<typeof metricsSchema>;

/** The installation's figures, all from one look at the database. */
export async function readMetrics(): Promise<Metrics> {
  const answer = await serviceClient().rpc('read_metrics', {
    p_duration_bounds: DURATION_BOUNDS,
    p_wait_bounds: WAIT_BOUNDS,
  });
  return metricsSchema.parse(unwrap(answer));
}
