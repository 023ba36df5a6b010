import { z } from 'zod';

export const creditsResponseSchema = z.object({
  balance: z.number().int().describe('In credits.'),
  entries: z.array(
    z.object({
      kind: z.string().describe('grant, charge, refund or adjustment'),
      amount: z.number().int().describe('signed, in credits'),
      taskId: z.string().optional().describe('The task that was charged or refunded.'),
      createdAt: z.iso.datetime(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type CreditsResponse = z.infer<typeof creditsResponseSchema>;
