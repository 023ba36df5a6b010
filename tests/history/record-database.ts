import postgres from 'postgres';
import { z } from 'zod';
import { type DatabaseEvent, databaseEventSchema } from './database-event';
import { installTriggers } from './install-triggers';

export interface DatabaseRecorder {
  /** Everything that was committed since the recording began, in the order in which it was written. */
  events(): Promise<DatabaseEvent[]>;
  /** Ends what is still being read. The database goes on recording. */
  close(): Promise<void>;
}

const connect = (databaseUrl: string) => postgres(databaseUrl, { max: 1, onnotice: () => undefined });

/**
 * Lets the database record every change of tasks, groups, attempts, images, credits and stored objects. The record is in the
 * database, so it outlives restarts of it; each reading makes a connection of its own.
 */
export async function recordDatabase(databaseUrl: string): Promise<DatabaseRecorder> {
  const installer = connect(databaseUrl);
  await installTriggers(installer).finally(() => installer.end());
  const open = new Set<postgres.Sql>();
  return {
    events: async () => {
      const sql = connect(databaseUrl);
      open.add(sql);
      try {
        const rows = await sql`
          select seq::double precision, txid, at, "table", op, old, new from history.events
           where "table" <> 'objects' or coalesce(new, old) ->> 'bucket_id' = 'generations'
           order by seq`;
        return z.array(databaseEventSchema).parse(rows);
      } finally {
        open.delete(sql);
        await sql.end();
      }
    },
    close: async () => {
      await Promise.all([...open].map((sql) => sql.end({ timeout: 0 })));
    },
  };
}
