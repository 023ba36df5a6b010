-- The private bucket of pictures. Keys are {user_id}/{task_id}/…; only the server writes, and nobody else reads: a policy by key would
-- let a person read what they had not paid for, because bytes are stored before their task completes, and a task can still be
-- canceled and refunded then. The server reads objects with its own key, after the row was read with the person's.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('generations', 'generations', false, 52428800, array['image/png', 'image/jpeg', 'image/webp', 'application/octet-stream'])
on conflict (id) do update
  set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- One definer may be called by browsers' users: private.find_batches looks for their own batches alone.
create function public.read_installation() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_migrations jsonb;
begin
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    execute $sql$select coalesce(jsonb_agg(version order by version), '[]') from supabase_migrations.schema_migrations$sql$ into v_migrations;
  end if;
  return jsonb_build_object(
    'now', clock_timestamp(),
    'sweptAt', (select swept_at from private.installation),
    'migrations', v_migrations,
    'tablesWithoutRls', (
      select coalesce(jsonb_agg(c.oid::regclass::text order by c.relname), '[]') from pg_catalog.pg_class c
       where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p') and not c.relrowsecurity),
    'grants', (
      select coalesce(jsonb_agg(held.grantee || ' ' || held.privilege || ' on ' || held.object order by held.object, held.grantee), '[]')
        from (select case when acl.grantee = 0 then 'PUBLIC' else acl.grantee::regrole::text end as grantee,
                     acl.privilege_type as privilege, case c.relkind when 'S' then 'sequence ' else '' end || c.oid::regclass::text as object
                from pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) acl
               where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
              union
              select case when acl.grantee = 0 then 'PUBLIC' else acl.grantee::regrole::text end,
                     acl.privilege_type || ' (' || quote_ident(a.attname) || ')', a.attrelid::regclass::text
                from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid, pg_catalog.aclexplode(a.attacl) acl
               where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)) held
       where held.grantee in ('PUBLIC', 'anon', 'authenticated', 'service_role')
         and not (held.object like 'public.%' and held.privilege = 'SELECT' and held.grantee in ('authenticated', 'service_role'))),
    'openFunctions', (
      select coalesce(jsonb_agg(role || ' may call ' || p.oid::regprocedure::text order by p.proname), '[]')
        from pg_catalog.pg_proc p, unnest(array['anon', 'authenticated']) role
       where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
         and has_function_privilege(role, p.oid, 'execute') and (role = 'anon' or p.prosecdef)
         and p.oid <> 'private.find_batches(text)'::regprocedure),
    'unclaimed', (
      select coalesce(jsonb_agg(jsonb_build_object('kind', k.kind, 'lane', k.lane) order by k.kind), '[]') from public.task_kinds k
       where exists (select from public.tasks t where t.kind = k.kind and t.status = 'queued' and t.waits_for = 0
                        and greatest(t.created_at, t.run_after) < clock_timestamp() - interval '60 seconds')
         and not exists (select from public.tasks t where t.kind = k.kind and t.status = 'processing')),
    'bucket', (
      select jsonb_build_object('public', public, 'fileSizeLimit', file_size_limit, 'mimeTypes', to_jsonb(allowed_mime_types))
        from storage.buckets where id = 'generations'));
end;
$$;
comment on function public.read_installation() is
  'Facts for npm run doctor: {now, sweptAt, migrations: versions or null if nobody keeps them, tablesWithoutRls, grants: those beyond reading, '
  'openFunctions: what browsers could call and must not, bucket: {public, fileSizeLimit, mimeTypes} or null}.';
