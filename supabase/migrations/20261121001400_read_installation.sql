-- What `npm run doctor` looks at in the database.

create function public.read_installation() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_migrations jsonb;
begin
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    execute 'select jsonb_agg(version order by version) from supabase_migrations.schema_migrations' into v_migrations;
  end if;
  return jsonb_build_object(
    'now', clock_timestamp(),
    'sweptAt', (select swept_at from private.installation),
    'migrations', v_migrations,
    'tablesWithoutRls', (
      select coalesce(jsonb_agg(c.oid::regclass::text order by c.relname), '[]') from pg_catalog.pg_class c
       where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p') and not c.relrowsecurity),
    'grants', (
      select coalesce(jsonb_agg(grantee || ' ' || privilege_type || ' on ' || table_schema || '.' || table_name order by table_name, grantee), '[]')
        from information_schema.role_table_grants
       where table_schema in ('public', 'private') and grantee in ('PUBLIC', 'anon', 'authenticated', 'service_role')
         and not (table_schema = 'public' and privilege_type = 'SELECT' and grantee in ('authenticated', 'service_role'))),
    'openFunctions', (
      select coalesce(jsonb_agg(role || ' may call ' || p.oid::regprocedure::text order by p.proname), '[]')
        from pg_catalog.pg_proc p, unnest(array['anon', 'authenticated']) role
       where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
         and has_function_privilege(role, p.oid, 'execute') and (role = 'anon' or p.prosecdef)),
    'bucket', (
      select jsonb_build_object('public', public, 'fileSizeLimit', file_size_limit, 'mimeTypes', to_jsonb(allowed_mime_types))
        from storage.buckets where id = 'generations'));
end;
$$;
comment on function public.read_installation() is
  'Facts for npm run doctor: {now, sweptAt, migrations: versions or null if nobody keeps them, tablesWithoutRls, grants: those beyond reading, '
  'openFunctions: what browsers could call and must not, bucket: {public, fileSizeLimit, mimeTypes} or null}.';
revoke execute on function public.read_installation() from public, anon, authenticated;
grant execute on function public.read_installation() to service_role;
