import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '@/lib/http/cursor';
import type { Database } from '@/lib/supabase/database.types';
import { unwrap } from '@/lib/supabase/unwrap';
import { readBalance } from './read-balance';
import type { CreditsResponse } from './schema';

const cursorSchema = z.tuple([z.number().int().positive()]);

/** The caller's balance and ledger, newest first. */
export async function listEntries(
  client: SupabaseClient<Database>,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<CreditsResponse> {
  let query = client
    .from('credit_ledger')
    .select('id, kind, amount, task_id, created_at')
    .order('id', { ascending: false })
    .limit(limit + 1);
  if (cursor) query = query.lt('id', decodeCursor(cursor, cursorSchema)[0]);
  const [balance, result] = await Promise.all([readBalance(client), query]);
  const rows = unwrap(result);
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    balance,
    entries: page.map((row) => ({
      kind: row.kind,
      amount: row.amount,
      ...(row.task_id && { taskId: row.task_id }),
      createdAt: new Date(row.created_at).toISOString(),
    })),
    nextCursor: last ? encodeCursor([last.id]) : null,
  };
}
