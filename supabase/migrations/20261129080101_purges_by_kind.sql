alter table private.object_purges add column kind text;
comment on column private.object_purges.kind is
  'Of the task: what it may have stored only processes know that know its kind. Null of an upload, and of what was planned before there was more than one kind that stores.';

drop function public.take_due_purges(integer,integer);

set local check_function_bodies = off;

create or replace function private.plan_purge(p_user_id uuid, p_task_id uuid, p_lease_seconds integer) returns void
language sql security definer set search_path = '' as $$
  insert into private.object_purges (task_id, user_id, kind, due_at)
  values (p_task_id, p_user_id, (select kind from public.tasks where id = p_task_id),
          clock_timestamp() + make_interval(secs => greatest(61, p_lease_seconds)))
  on conflict (task_id) do update set kind = coalesce(excluded.kind, object_purges.kind), due_at = excluded.due_at, attempts = 0, retry_at = null;
$$;
comment on function private.plan_purge(uuid, uuid, integer) is
  'Plans the removal of a task''s objects: not before a deleted picture can no longer be restored (60 s), nor before a worker has noticed that its lease is lost.';


create or replace function private.purge_deleted_task() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.object_purges (task_id, user_id, kind, due_at)
  select id, user_id, kind, clock_timestamp() + make_interval(secs => greatest(61, lease_seconds)) from gone
  on conflict (task_id) do update set kind = excluded.kind, due_at = excluded.due_at, attempts = 0, retry_at = null;
  return null;
end;
$$;
comment on function private.purge_deleted_task() is 'Rows of tasks are gone, with their account for one: their objects follow, as private.plan_purge plans it.';


create or replace function public.take_due_purges(p_limit integer, p_interval_seconds integer default 0, p_kinds text[] default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_taken jsonb;
begin
  if not private.take_turn('purge', p_interval_seconds) and p_interval_seconds > 0 then
    return '[]';
  end if;
  with due as (
    select p.task_id, private.needed_by_open_task(p.task_id) as needed from private.object_purges p
     where coalesce(p.retry_at, p.due_at) <= v_now and (p.kind is null or p_kinds is null or p.kind = any (p_kinds))
     order by coalesce(p.retry_at, p.due_at) limit p_limit for update skip locked
  ), taken as (
    update private.object_purges p
       set attempts = p.attempts + (not due.needed)::integer,
           retry_at = v_now + case when due.needed then interval '1 minute'
                                   else least(interval '1 day', interval '10 seconds' * (1 + random()) * 2 ^ least(p.attempts, 13)) end
      from due where p.task_id = due.task_id
    returning p.user_id, p.task_id, p.kind, due.needed
  )
  select coalesce(jsonb_agg(jsonb_build_object('userId', user_id, 'taskId', task_id, 'kind', kind)), '[]') into v_taken from taken where not needed;
  return v_taken;
end;
$$;
comment on function public.take_due_purges(integer, integer, text[]) is
  'Tasks of these kinds and uploads whose objects nothing refers to and nobody can bring back, [{userId, taskId, kind}]: to be removed now, then marked. What is not marked is taken again '
  'after 10 to 20 s, then 20 to 40, and so on, at most a day, and not always beside the same ones. What an open task needs as a reference is looked at again in a minute. With p_interval_seconds nothing '
  'is taken if any process has taken some within them.';


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
