import { z } from 'zod';

/** What one visit of /api/workers did, in tasks. */
export const workResponseSchema = z.object({
  claimed: z.int().min(0).describe('Attempts that this request made.'),
  completed: z.int().min(0).describe('Of those: ended with a result.'),
  retried: z.int().min(0).describe('Of those: put back for a later attempt.'),
  failed: z.int().min(0).describe('Ended for good without a result, by an attempt or by the sweep.'),
  reaped: z.int().min(0).describe('Taken back from processes whose lease ran out.'),
});
export type WorkResponse = z.infer<typeof workResponseSchema>;
