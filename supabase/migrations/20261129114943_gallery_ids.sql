set local check_function_bodies = off;

create or replace function public.list_gallery_ids(p_filter jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_ids jsonb;
begin
  execute 'select coalesce(jsonb_agg(g.task_id order by g.number desc), ''[]'')
      from public.generated_images g join public.batches b on b.id = g.batch_id where ' || private.gallery_filter(p_filter)
    into v_ids using p_filter;
  return v_ids;
end;
$$;
comment on function public.list_gallery_ids(jsonb) is
  'The ids of all of the caller''s finished pictures that a search finds, newest first. p_filter as list_gallery''s.';


-- Who may do what: the functions of the schema public belong to the server, but for those that read as their caller; tables and views
-- of the schema public are read, under row level security; the rest is for the functions that own it. Safe to run again: every
-- migration that makes something ends with this.
--
-- Not by default privileges: what PUBLIC may call by PostgreSQL's own default can't be taken away in one schema, only for everything that
-- the role makes anywhere, and that role is the one under which a Supabase project's extensions and the embedded auth are made.

revoke all on schema private from public;
grant usage on schema public to authenticated, service_role;
-- For private.find_batches and private.gallery_filter alone.
grant usage on schema private to authenticated;

revoke all on all tables in schema public, private from public, anon, authenticated, service_role;
revoke all on all sequences in schema public, private from public, anon, authenticated, service_role;
grant select on all tables in schema public to authenticated, service_role;

revoke execute on all functions in schema public, private from public, anon, authenticated, service_role;
grant execute on all functions in schema public to service_role;
grant execute on function
  public.read_tasks(uuid[]), public.read_pending_tasks(), public.count_topic(uuid), public.list_gallery(jsonb),
  public.count_gallery(jsonb), public.list_gallery_ids(jsonb),
  public.list_batches(jsonb), public.list_topics(jsonb), public.list_credits(integer, bigint),
  private.find_batches(text), private.gallery_filter(jsonb)
  to authenticated;
-- They read as their caller, and the server is nobody.
revoke execute on function public.list_batches(jsonb), public.list_topics(jsonb), public.list_credits(integer, bigint) from service_role;
