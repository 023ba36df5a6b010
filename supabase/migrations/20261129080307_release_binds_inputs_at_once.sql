drop function private.inputs_of(uuid);

set local check_function_bodies = off;

create or replace function private.release_children(p_parent_ids uuid[]) returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_doomed uuid[];
begin
  with edges as (
    select child_id, count(*) from public.task_dependencies where parent_id = any (p_parent_ids) group by child_id
  ), lowered as (
    update public.tasks child set waits_for = child.waits_for - edges.count, version = child.version + 1
      from edges where child.id = edges.child_id and child.status = 'queued' and child.waits_for > edges.count
  ), ready as (
    select child.id, child.needs, row_number() over (order by child.created_at, child.id) as rank
      from public.tasks child join edges on child.id = edges.child_id and child.waits_for = edges.count
     where child.status = 'queued'
  ), completed as (
    select d.child_id, d.port, count(*),
           jsonb_agg(jsonb_build_object('taskId', parent.id, 'result', parent.result) order by d.position) as inputs
      from public.task_dependencies d join public.tasks parent on parent.id = d.parent_id and parent.status = 'completed'
     where d.child_id in (select id from ready) group by d.child_id, d.port
  ), bound as (
    select ready.id, ready.rank, coalesce(sum(completed.count), 0) >= ready.needs as enough,
           coalesce(jsonb_object_agg(completed.port, completed.inputs) filter (where completed.port is not null), '{}') as inputs
      from ready left join completed on completed.child_id = ready.id group by ready.id, ready.rank, ready.needs
  ), released as (
    -- Set-based, because hundreds may wait for one; at the end of the queue, where nobody gets another position.
    update public.tasks child
       set waits_for = 0, run_after = v_now + bound.rank * interval '1 microsecond', version = child.version + 1,
           payload = child.payload || jsonb_build_object('inputs', bound.inputs)
      from bound where child.id = bound.id and bound.enough
    returning child.user_id, child.kind, child.run_after
  ), due as (
    insert into private.lane_turns as l (user_id, lane, due_at)
    select released.user_id, k.lane, min(released.run_after) from released join public.task_kinds k on k.kind = released.kind
     group by released.user_id, k.lane
    on conflict (user_id, lane) do update set due_at = least(l.due_at, excluded.due_at)
  )
  select array_agg(id order by rank) filter (where not enough) into v_doomed from bound;
  return v_doomed;
end;
$$;
comment on function private.release_children(uuid[]) is
  'These have ended: what waited for the last of them is due, with what came of its completed parents as payload.inputs: {port: [{taskId, result}]} in order '
  'of position. Returns those for which too few completed.';


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
