import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import type { Database } from '@/lib/supabase/database.types';

const installationSchema = z.object({
  now: z.string().transform((time) => new Date(time)),
  sweptAt: z
    .string()
    .nullable()
    .transform((time) => time && new Date(time)),
  migrations: z.array(z.string()).nullable(),
  tablesWithoutRls: z.array(z.string()),
  grants: z.array(z.string()),
  openFunctions: z.array(z.string()),
  unclaimed: z.array(z.object({ kind: z.string(), lane: z.string() })).default([]),
  bucket: z
    .object({
      public: z.boolean(),
      fileSizeLimit: z.number().nullable(),
      mimeTypes: z.array(z.string()).nullable(),
    })
    .nullable(),
});
export type Installation = z.output<typeof installationSchema>;

type Answer =
  | Installation
  | 'unreachable'
  | 'invalid key'
  | 'forbidden'
  | 'no such function'
  | { error: string };

/** What the database says of itself to this key, or why it does not. */
export async function readInstallation(client: SupabaseClient<Database>): Promise<Answer> {
  const { data, error, status } = await client.rpc('read_installation');
  if (!error) return installationSchema.parse(data);
  if (status === 0 || status >= 502) return 'unreachable';
  if (error.code === '42501') return 'forbidden';
  if (error.code === 'PGRST202' || error.code === '42883') return 'no such function';
  if (status === 401) return 'invalid key';
  return { error: error.message };
}
