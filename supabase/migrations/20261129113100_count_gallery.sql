set local check_function_bodies = off;

create or replace function private.gallery_filter(p_filter jsonb) returns text
language sql immutable set search_path = '' as $$
  -- Only these fixed texts become part of a statement; the values stay in its parameter.
  select 'g.object_key is not null and g.deleted_at is null'
    || case when p_filter ? 'text' then ' and b.id = any (array(select private.find_batches($1 ->> ''text'')))' else '' end
    || case when p_filter ? 'model' then ' and b.model = $1 ->> ''model''' else '' end
    || case when p_filter ? 'aspectRatio' then ' and b.settings ->> ''aspectRatio'' = $1 ->> ''aspectRatio''' else '' end
    || case when p_filter ? 'topicId' then ' and b.topic_id = ($1 ->> ''topicId'')::uuid' else '' end
    || case when p_filter ? 'favourite' then ' and g.favourite = ($1 ->> ''favourite'')::boolean' else '' end
    || case when p_filter ? 'from' then ' and g.created_at >= ($1 ->> ''from'')::timestamptz' else '' end
    || case when p_filter ? 'to' then ' and g.created_at < ($1 ->> ''to'')::timestamptz' else '' end
    || case when p_filter ? 'sha256' then ' and g.sha256 = $1 ->> ''sha256''' else '' end;
$$;
comment on function private.gallery_filter(jsonb) is
  'What a finished picture g of a batch b has to be to answer a search of the gallery: an SQL condition whose $1 is p_filter.';


create or replace function public.count_gallery(p_filter jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_count jsonb;
begin
  execute 'select jsonb_build_object(''pictures'', count(*), ''slots'', count(distinct (g.batch_id, g.position)))
      from public.generated_images g join public.batches b on b.id = g.batch_id where ' || private.gallery_filter(p_filter)
    into v_count using p_filter;
  return v_count;
end;
$$;
comment on function public.count_gallery(jsonb) is
  'How many of the caller''s finished pictures a search finds: {pictures, slots}, all versions and the places of batches that they stand in. '
  'p_filter as list_gallery''s.';


create or replace function public.list_gallery(p_filter jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_where text := private.gallery_filter(p_filter);
  v_order text := case p_filter ->> 'sort' when 'oldest' then 'g.number' else 'g.number desc' end;
  v_tasks jsonb;
begin
  if p_filter ? 'after' then
    v_where := v_where || case p_filter ->> 'sort' when 'oldest' then ' and g.number > ' else ' and g.number < ' end
      || '($1 ->> ''after'')::bigint';
  end if;
  -- Composed, so that each search is planned for the filters it has.
  execute 'with page as (
      select g.task_id, g.number from public.generated_images g join public.batches b on b.id = g.batch_id
       where ' || v_where || '
       order by ' || v_order || ' limit ($1 ->> ''limit'')::integer
    )
    select coalesce(jsonb_agg(to_jsonb(d) order by ' || replace(v_order, 'g.', 'page.') || '), ''[]'')
      from page join public.task_details d on d.task_id = page.task_id'
    into v_tasks using p_filter;
  return v_tasks;
end;
$$;
comment on function public.list_gallery(jsonb) is
  'A page of the caller''s finished pictures: task_details[]. p_filter: {limit, sort?: newest or oldest, after?: number of the page before''s last, '
  'text?, model?, aspectRatio?, topicId?, favourite?, from?, to?, sha256?}.';


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
  public.count_gallery(jsonb),
  public.list_batches(jsonb), public.list_topics(jsonb), public.list_credits(integer, bigint),
  private.find_batches(text), private.gallery_filter(jsonb)
  to authenticated;
-- They read as their caller, and the server is nobody.
revoke execute on function public.list_batches(jsonb), public.list_topics(jsonb), public.list_credits(integer, bigint) from service_role;
