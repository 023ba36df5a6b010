import postgres from 'postgres';
import { z } from 'zod';
import { type DatabaseEvent, databaseEventSchema } from './database-event';
import { installTriggers } from './install-triggers';

export interface DatabaseRecorder {
  /** Everything that was committed since the recording began, in the order in which it was written. */
  events(): Promise<DatabaseEvent[]>;
  /** Ends the connection. The database goes on recording. */
  close(): Promise<void>;
}

/**
 * Lets the database record every change of tasks, attempts, images, credits and stored objects. The record is in the
 * database, so it outlives restarts of it, and a connection that was lost is made anew by the next call.
 */
export async function recordDatabase(databaseUrl: string): Promise<DatabaseRecorder> {
  const sql = postgres(databaseUrl, { max: 1, onnotice: () => undefined });
  await installTriggers(sql);
  return {
    events: async () => {
      const rows = await sql`
        select seq::double precision, txid, at, "table", op, old, new from history.events
         where "table" <> 'objects' or coalesce(new, old) ->> 'bucket_id' = 'generations'
         order by seq`;
      return z.array(databaseEventSchema).parse(rows);
    },
    close: () => sql.end(),
  };
}
