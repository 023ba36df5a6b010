import type postgres from 'postgres';

/** Tables that say the same to every account, and nothing of any. */
export const OF_NOBODY = ['public.task_kinds'];

/** The functions that any account may call, on its own rows. */
export const READERS = [
  'public.read_tasks',
  'public.read_pending_tasks',
  'public.count_topic',
  'public.list_gallery',
  'public.count_gallery',
  'public.list_gallery_ids',
  'public.list_batches',
  'public.list_topics',
  'public.list_credits',
  'private.find_batches',
  'private.gallery_filter',
];

interface Relation {
  schema: string;
  name: string;
  sequence: boolean;
  columns: string[];
}

interface Routine {
  schema: string;
  name: string;
  /** Names and types of what it takes. */
  parameters: { name: string; type: string }[];
}

export interface Catalogue {
  relations: Relation[];
  routines: Routine[];
}

/** Schemas that PostgreSQL and Supabase bring along. */
const THEIRS = ['auth', 'storage', 'extensions', 'information_schema', 'supabase_migrations', 'history'];

/** Every table, view, sequence and callable function of every schema that is ours, as the database itself lists them. */
export async function readCatalogue(database: postgres.Sql): Promise<Catalogue> {
  const relations = await database<Relation[]>`
    select n.nspname as schema, c.relname as name, c.relkind = 'S' as sequence,
           array(select attname::text from pg_attribute a
                  where a.attrelid = c.oid and attnum > 0 and not attisdropped order by attnum) as columns
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname <> all (${THEIRS}) and n.nspname not like 'pg\\_%'
     order by 1, 2`;
  const routines = await database<Routine[]>`
    select n.nspname as schema, p.proname as name,
           coalesce((select jsonb_agg(jsonb_build_object('name', coalesce(p.proargnames[i], ''), 'type', format_type(type, null)) order by i)
                       from unnest(p.proargtypes::oid[]) with ordinality as given (type, i)), '[]') as parameters
      from pg_proc p join pg_namespace n on n.oid = p.pronamespace
     where p.prorettype <> 'trigger'::regtype and n.nspname <> all (${THEIRS}) and n.nspname not like 'pg\\_%'
       and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
     order by 1, 2`;
  return { relations: [...relations], routines: [...routines] };
}
