import type { Sql } from 'postgres';

/** What a busy database says of a statement that might have succeeded in another moment. */
const STATES = { '57014': 'statement time-outs', '40P01': 'deadlocks', '40001': 'serialization failures' };

const TARGETS = {
  'public.tasks': 'update',
  'public.task_attempts': 'insert or update',
  'public.credit_ledger': 'insert',
  'public.generated_images': 'update',
  'public.batches': 'insert',
};

/**
 * How many of each were raised at most, as a count that outlives the transactions that they end: a sequence goes on up to 32 further
 * after the database was killed.
 */
type DatabaseFaults = Map<string, number>;

/** From now on one written row in `1 / share` ends its transaction as a busy database would. */
export async function startDatabaseFaults(sql: Sql, share: number): Promise<void> {
  const names = Object.keys(STATES);
  await sql.unsafe(`
    create schema chaos;
    ${names.map((state) => `create sequence chaos."${state}";`).join('')}
    create function chaos.strike() returns trigger language plpgsql security definer set search_path = '' as $$
    declare
      v_state text := (array['${names.join("','")}'])[1 + floor(random() * ${names.length})];
    begin
      if random() < ${share} then
        perform nextval('chaos."' || v_state || '"');
        raise exception 'chaos' using errcode = v_state;
      end if;
      return new;
    end;
    $$;
    ${Object.entries(TARGETS)
      .map(
        ([table, events]) => `
    create trigger chaos before ${events} on ${table} for each row execute function chaos.strike();`,
      )
      .join('')}`);
}

/** Ends them, and says how many there were. */
export async function endDatabaseFaults(sql: Sql): Promise<DatabaseFaults> {
  for (const table of Object.keys(TARGETS)) await sql.unsafe(`drop trigger if exists chaos on ${table}`);
  const counts = new Map<string, number>();
  for (const [state, name] of Object.entries(STATES)) {
    const [row] = await sql.unsafe(
      `select case when is_called then last_value else 0 end::integer as count from chaos."${state}"`,
    );
    counts.set(name, row?.count ?? 0);
  }
  return counts;
}
