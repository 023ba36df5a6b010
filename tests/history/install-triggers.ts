import type { Sql } from 'postgres';

const tables = [
  'public.profiles',
  'public.tasks',
  'public.task_attempts',
  'public.task_groups',
  'public.task_dependencies',
  'public.notifications',
  'public.generated_images',
  'public.credit_ledger',
  'storage.objects',
  'private.fenced_writes',
];

/** A checker has no use for prompts, and two of them per change would be most of the history. */
const row = (table: string, name: string) =>
  `history.describe(${table}, to_jsonb(${name})) - array['payload', 'origin', 'placeholder']`;

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
  -- A task with its lane, the places that a user has there, and what it was given by those that it waited for.
  create function history.describe(p_table text, p_row jsonb) returns jsonb language plpgsql stable security definer set search_path = '' as $$
  begin
    if p_table = 'tasks' then
      return p_row || (
        select jsonb_build_object('inputs', p_row -> 'payload' -> 'inputs', 'lane', k.lane,
                 'places', (select max(other.places) from public.task_kinds other where other.lane = k.lane))
          from public.task_kinds k where k.kind = p_row ->> 'kind');
    end if;
    return p_row;
  end;
  $$;
  create function history.record() returns trigger language plpgsql security definer set search_path = '' as $$
  begin
    insert into history.events ("table", op, old, new)
    values (tg_table_name, lower(tg_op), ${row('tg_table_name', 'old')}, ${row('tg_table_name', 'new')});
    return null;
  end;
  $$;
  revoke execute on function history.record(), history.describe(text, jsonb) from public;`;

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
      const name = `'${table.split('.')[1]}'`;
      await transaction.unsafe(`
        create trigger history after insert or update or delete on ${table}
          for each row execute function history.record();
        insert into history.events ("table", op, new)
        select ${name}, 'insert', ${row(name, 'known')} from ${table} known;`);
    }
  });
}
