-- One definer may be called by browsers' users: private.find_batches looks for their own batches alone.

create or replace function public.read_installation() returns jsonb
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
    'bucket', (
      select jsonb_build_object('public', public, 'fileSizeLimit', file_size_limit, 'mimeTypes', to_jsonb(allowed_mime_types))
        from storage.buckets where id = 'generations'));
end;
$$;
