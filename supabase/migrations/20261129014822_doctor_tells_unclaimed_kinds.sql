set local check_function_bodies = off;

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


-- Who may do what: the functions of the schema public belong to the server, but for those that read as their caller; tables and views
-- of the schema public are read, under row level security; the rest is for the functions that own it. Safe to run again: every
-- migration that makes something ends with this.

revoke all on schema private from public;
grant usage on schema public to authenticated, service_role;
-- For private.find_batches alone.
grant usage on schema private to authenticated;

revoke all on all tables in schema public, private from public, anon, authenticated, service_role;
revoke all on all sequences in schema public, private from public, anon, authenticated, service_role;
grant select on all tables in schema public to authenticated, service_role;

revoke execute on all functions in schema public, private from public, anon, authenticated, service_role;
grant execute on all functions in schema public to service_role;
grant execute on function
  public.read_tasks(uuid[]), public.read_pending_tasks(), public.count_topic(uuid), public.list_gallery(jsonb),
  public.list_batches(jsonb), public.list_topics(jsonb), public.list_credits(integer, bigint),
  private.find_batches(text)
  to authenticated;
-- They read as their caller, and the server is nobody.
revoke execute on function public.list_batches(jsonb), public.list_topics(jsonb), public.list_credits(integer, bigint) from service_role;
