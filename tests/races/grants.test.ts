import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestSupabase, type TestSupabase } from '@/tests/support/embedded';

let supabase: TestSupabase;
let database: postgres.Sql;

beforeAll(async () => {
  supabase = await startTestSupabase({ driver: 'postgres' });
  database = postgres(supabase.databaseUrl ?? '', { max: 1 });
});
afterAll(async () => {
  await database.end();
  await supabase.stop();
});

test('every table has row level security, and the roles of the API have no right but reading', async () => {
  const tables = await database<{ name: string; secured: boolean; grants: string[] }[]>`
    select c.relname as name, c.relrowsecurity or c.relkind = 'v' as secured,
           array(select distinct grantee || ' ' || privilege_type from information_schema.role_table_grants g
                  where g.table_schema = 'public' and g.table_name = c.relname and grantee <> 'postgres' order by 1) as grants
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v')`;
  expect(tables.length).toBeGreaterThan(8);
  for (const { name, secured, grants } of tables) {
    expect(secured, name).toBe(true);
    expect(grants, name).toEqual(['authenticated SELECT', 'service_role SELECT']);
  }
});

test('functions belong to the server alone, but for those that read under the reader’s own rights', async () => {
  const functions = await database<
    {
      name: string;
      definer: boolean;
      path: string[] | null;
      anon: boolean;
      user: boolean;
      server: boolean;
      comment: string | null;
    }[]
  >`
    select p.proname as name, p.prosecdef as definer, p.proconfig as path, obj_description(p.oid) as comment,
           has_function_privilege('anon', p.oid, 'execute') as anon,
           has_function_privilege('authenticated', p.oid, 'execute') as user,
           has_function_privilege('service_role', p.oid, 'execute') as server
      from pg_proc p where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)`;
  expect(functions.length).toBeGreaterThan(20);
  for (const { name, path, anon, comment } of functions) {
    expect(path, name).toContain('search_path=""');
    expect(comment, name).toBeTruthy();
    expect(anon, name).toBe(false);
  }
  const open = functions.filter(({ user }) => user);
  expect(open.map(({ name, definer }) => [name, definer]).sort()).toEqual([
    ['count_gallery', false],
    ['count_topic', false],
    // Knows whose batches it looks for: row level security would keep a text search from its index.
    ['find_batches', true],
    ['gallery_filter', false],
    ['list_batches', false],
    ['list_credits', false],
    ['list_gallery', false],
    ['list_gallery_ids', false],
    ['list_topics', false],
    ['read_pending_tasks', false],
    ['read_tasks', false],
  ]);
});

test('the ledger refuses changes and second refunds, even from its owner', async () => {
  await database`insert into auth.users (id, email) values (gen_random_uuid(), 'a@example.com')`;
  await expect(database`update public.credit_ledger set amount = 1000`).rejects.toThrow('append-only');
  await expect(database`delete from public.credit_ledger`).rejects.toThrow('append-only');
  const refund = () => database`
    insert into public.credit_ledger (user_id, task_id, kind, amount)
    select id, '11111111-1111-1111-1111-111111111111', 'refund', 4 from auth.users where email = 'a@example.com'`;
  await refund();
  await expect(refund()).rejects.toThrow('credit_ledger_once_per_task');
  await database`delete from auth.users where email = 'a@example.com'`;
  expect(await database`select from public.credit_ledger`).toHaveLength(0);
});
