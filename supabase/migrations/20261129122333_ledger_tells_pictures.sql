set local check_function_bodies = off;

create or replace function public.list_credits(p_limit integer, p_before bigint default null) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'balance', coalesce((select credits from public.profiles), 0),
    'entries', coalesce((select jsonb_agg(page order by page.id desc)
        from (select l.id, l.kind, l.amount, l.task_id, l.created_at, exists (select from public.generated_images g
                       where g.task_id = l.task_id and g.object_key is not null and g.deleted_at is null) as has_picture
                from public.credit_ledger l
               where l.id < coalesce(p_before, 9223372036854775807)
               order by l.id desc limit p_limit) page), '[]'));
$$;
comment on function public.list_credits(integer, bigint) is
  'The caller''s balance and a page of their ledger, newest first: {balance, entries: {id, kind, amount, task_id, created_at, has_picture}[]}. p_before: id of the page before''s last.';


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
