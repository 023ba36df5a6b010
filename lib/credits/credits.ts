import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { databaseTimeSchema } from '@/lib/schema/fields';
import { decodeCursor, toPage } from '@/lib/schema/page';
import type { Database } from '@/lib/supabase/database.types';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';

export const creditsResponseSchema = z.object({
  balance: z.number().int().describe('In credits.'),
  entries: z.array(
    z.object({
      kind: z.string().describe('grant, charge, refund or adjustment'),
      amount: z.number().int().describe('signed, in credits'),
      taskId: z.string().optional().describe('The task that was charged or refunded.'),
      hasPicture: z
        .boolean()
        .describe('Whether there is a finished picture of the task, which is not deleted.'),
      createdAt: z.iso.datetime(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type CreditsResponse = z.infer<typeof creditsResponseSchema>;

const cursorSchema = z.tuple([z.number().int().positive()]);

const answerSchema = z.object({
  balance: z.number(),
  entries: z.array(
    z.object({
      id: z.number(),
      kind: z.string(),
      amount: z.number(),
      task_id: z.string().nullable(),
      created_at: databaseTimeSchema,
      has_picture: z.boolean(),
    }),
  ),
});

/** The caller's balance and ledger, newest first. */
export async function listEntries(
  client: SupabaseClient<Database>,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<CreditsResponse> {
  const answer = unwrap(
    await client.rpc('list_credits', {
      p_limit: limit + 1,
      ...(cursor && { p_before: decodeCursor(cursor, cursorSchema)[0] }),
    }),
  );
  const { balance, entries: rows } = answerSchema.parse(answer);
  const { page, nextCursor } = toPage(rows, limit, (last) => [last.id]);
  return {
    balance,
    entries: page.map((row) => ({
      kind: row.kind,
      amount: row.amount,
      ...(row.task_id && { taskId: row.task_id }),
      hasPicture: row.has_picture,
      createdAt: row.created_at,
    })),
    nextCursor,
  };
}

/** The caller's balance in credits. */
export async function readBalance(client: SupabaseClient<Database>): Promise<number> {
  const profile = unwrap(await client.from('profiles').select('credits').maybeSingle());
  return profile?.credits ?? 0;
}

/** Adds credits to an account through the ledger; the new balance. Throws ApiError `not_found`. */
export async function grantCredits(userId: string, amount: number): Promise<number> {
  return unwrap(await serviceClient().rpc('grant_credits', { p_user_id: userId, p_amount: amount }));
}
