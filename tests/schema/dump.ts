import type postgres from 'postgres';

/** `kind name` of everything that is ours, with its definition, rights and comment as the database tells them. */
export type Dump = Map<string, string>;

const OURS = "('public', 'private')";
const rights = (acl: string, kind: string, owner: string) =>
  `(select string_agg(coalesce(nullif(grantee, 0)::regrole::text, 'PUBLIC') || ' ' || privilege_type, ', ' order by 1)
      from (select * from aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))) order by grantee, privilege_type) held)`;

/**
 * Columns of a table are told by name: where one stands in it makes no difference. Constraints of `not null` are told by the columns,
 * and how far a sequence has come is data.
 */
const PARTS: Record<string, string> = {
  schema: `
    select nspname as name, concat_ws(E'\\n', ${rights('nspacl', 'n', 'nspowner')}, obj_description(oid, 'pg_namespace')) as definition
      from pg_namespace where nspname in ${OURS}`,
  relation: `
    select c.oid::regclass::text as name, concat_ws(E'\\n', c.relkind, c.reloptions::text, c.relrowsecurity, c.relforcerowsecurity,
             c.relpersistence, c.relreplident, ${rights('c.relacl', 'r', 'c.relowner')}, obj_description(c.oid, 'pg_class'),
             case when c.relkind = 'v' then pg_get_viewdef(c.oid) end) as definition
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${OURS} and c.relkind not in ('i', 'I', 'S', 'c')`,
  sequence: `
    select c.oid::regclass::text as name, concat_ws(E'\\n', to_jsonb(s) - 'seqrelid', ${rights('c.relacl', 's', 'c.relowner')},
             obj_description(c.oid, 'pg_class')) as definition
      from pg_sequence s join pg_class c on c.oid = s.seqrelid join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${OURS}`,
  column: `
    select a.attrelid::regclass || '.' || a.attname as name, concat_ws(E'\\n', format_type(a.atttypid, a.atttypmod), a.attnotnull,
             a.attidentity, a.attgenerated, pg_get_expr(d.adbin, d.adrelid), a.attcollation::regcollation, a.attacl::text,
             pg_get_serial_sequence(a.attrelid::regclass::text, a.attname),
             col_description(a.attrelid, a.attnum), case when c.relkind = 'v' then a.attnum end) as definition
      from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where n.nspname in ${OURS} and c.relkind not in ('i', 'I', 'S') and a.attnum > 0 and not a.attisdropped`,
  constraint: `
    select conrelid::regclass || ' ' || conname as name,
           concat_ws(E'\\n', pg_get_constraintdef(c.oid), convalidated, obj_description(c.oid, 'pg_constraint')) as definition
      from pg_constraint c join pg_namespace n on n.oid = c.connamespace where n.nspname in ${OURS} and contype <> 'n'`,
  index: `
    select c.oid::regclass::text as name, concat_ws(E'\\n', pg_get_indexdef(c.oid), obj_description(c.oid, 'pg_class')) as definition
      from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ${OURS} and c.relkind in ('i', 'I')`,
  trigger: `
    select tgrelid::regclass || ' ' || tgname as name,
           concat_ws(E'\\n', pg_get_triggerdef(t.oid), tgenabled, obj_description(t.oid, 'pg_trigger')) as definition
      from pg_trigger t where not tgisinternal`,
  function: `
    select p.oid::regprocedure::text as name, concat_ws(E'\\n', pg_get_functiondef(p.oid), ${rights('p.proacl', 'f', 'p.proowner')},
             obj_description(p.oid, 'pg_proc')) as definition
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ${OURS} and p.prokind in ('f', 'p', 'w')`,
  policy: `
    select polrelid::regclass || ' ' || polname as name,
           concat_ws(E'\\n', polcmd, polpermissive, array(select coalesce(nullif(role, 0)::regrole::text, 'PUBLIC') from unnest(polroles) role order by 1)::text,
                     pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid)) as definition
      from pg_policy`,
  type: `
    select t.oid::regtype::text as name,
           concat_ws(E'\\n', t.typtype, array(select enumlabel from pg_enum where enumtypid = t.oid order by enumsortorder)::text,
                     nullif(t.typbasetype, 0)::regtype, t.typdefault, obj_description(t.oid, 'pg_type')) as definition
      from pg_type t join pg_namespace n on n.oid = t.typnamespace left join pg_class c on c.oid = t.typrelid
     where n.nspname in ${OURS} and (t.typtype in ('e', 'd', 'r') or t.typtype = 'c' and c.relkind = 'c')`,
  'default privileges': `
    select concat_ws(' ', defaclrole::regrole, nullif(defaclnamespace, 0)::regnamespace, defaclobjtype) as name, defaclacl::text as definition
      from pg_default_acl`,
  publication: `select pubname as name, (to_jsonb(p) - 'oid')::text as definition from pg_publication p`,
  bucket: 'select id as name, to_jsonb(b)::text as definition from storage.buckets b',
};

/** Tables whose first rows come with the schema; the baseline has fewer of them. */
const SEEDED = ['public.task_kinds', 'private.installation', 'private.housekeeping', 'private.ledger_audit'];

/** Reads everything that our files made in a database that holds no data yet. */
export async function dumpSchema(sql: postgres.Sql): Promise<Dump> {
  const dump: Dump = new Map();
  await sql.unsafe("set search_path = ''");
  const seeded =
    await sql`select name from unnest(${SEEDED}::text[]) name where to_regclass(name) is not null`;
  const queries = [
    ...Object.entries(PARTS),
    ...seeded.map(({ name: table }) => [
      'rows of',
      `select '${table}' as name, jsonb_agg(to_jsonb(t) order by to_jsonb(t))::text as definition from ${table} t`,
    ]),
  ];
  for (const [kind, query] of queries) {
    for (const { name, definition } of await sql.unsafe(query ?? '')) dump.set(`${kind} ${name}`, definition);
  }
  return dump;
}

/** What differs: the names of what is only in one of them, or not the same. */
export function differences(left: Dump, right: Dump): string[] {
  const names = new Set([...left.keys(), ...right.keys()]);
  return [...names].filter((name) => left.get(name) !== right.get(name)).sort();
}
