import type { Sql } from 'postgres';

const tables = [
  'public.profiles',
  'public.tasks',
  'public.task_attempts',
  'public.generated_images',
  'public.credit_ledger',
  'storage.objects',
  'private.fenced_writes',
];

/** A checker has no use for prompts, and two of them per change would be most of the history. */
const row = (name: string) => `to_jsonb(${name}) - array['payload', 'origin', 'placeholder']`;

const schema = `
  create schema history;
  create table history.events (
    seq bigint generated always as identity primary key,
    txid text not null default pg_current_xact_id()::text,
    at double precision not null default extract(epoch from clock_timestamp()) * 1000,
    "table" text not null,
    op text not null,
    old jsonb,
    new jsonb
  );
  create function history.record() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    insert into history.events ("table", op, old, new)
    values (tg_table_name, lower(tg_op), ${row('old')}, ${row('new')});
    return null;
  end;
  $$;
  revoke execute on function history.record() from public;`;

/**
 * Makes the database write its own history, in the very transactions that make it. What is there already becomes the
 * inserts of a first transaction. Where this was done before, nothing happens.
 */
export async function installTriggers(sql: Sql): Promise<void> {
  await sql.begin(async (transaction) => {
    const exists = async (name: string) => {
      const [found] = await transaction`select to_regclass(${name}) is not null as yes`;
      return found?.yes === true;
    };
    if (await exists('history.events')) return;
    await transaction.unsafe(schema);
    for (const table of tables) {
      if (!(await exists(table))) continue;
      await transaction.unsafe(`
        create trigger history after insert or update or delete on ${table}
          for each row execute function history.record();
        insert into history.events ("table", op, new)
        select '${table.split('.')[1]}', 'insert', ${row('known')} from ${table} known;`);
    }
  });
}
