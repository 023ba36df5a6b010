-- Turns between users, and between the tasks of one. With fewer places in all than users with a backlog, "fewest running, then
-- longest wait" served those who had queued first until nothing of theirs was left: whoever came later waited for other
-- people's backlogs. And a retry waited behind all that its user had queued later.

create index tasks_turns on public.tasks (user_id, started_at desc) where started_at is not null;
create index tasks_retrying on public.tasks (user_id, run_after, id) where status = 'queued' and error_code is not null;

create function private.take_next(p_user_id uuid, p_now timestamptz) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_task_id uuid;
begin
  select id into v_task_id from public.tasks
   where user_id = p_user_id and status = 'queued' and error_code is not null and run_after <= p_now
   order by run_after, id limit 1 for update skip locked;
  if not found then
    select id into v_task_id from public.tasks
     where user_id = p_user_id and status = 'queued' and run_after <= p_now
     order by run_after, id limit 1 for update skip locked;
  end if;
  return v_task_id;
end;
$$;
comment on function private.take_next(uuid, timestamptz) is 'Locks the user''s next due task: a retry if there is one, else the oldest; null if there is none.';

create or replace function public.claim_tasks(p_limit integer, p_max_running integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_claimed jsonb[] := '{}';
  v_before integer;
  v_user record;
  v_task_id uuid;
begin
  loop
    v_before := cardinality(v_claimed);
    exit when v_before >= p_limit;
    for v_user in
      with recursive waiting as (
        (select t.user_id from public.tasks t where t.status = 'queued' order by t.user_id limit 1)
        union all
        select (select t.user_id from public.tasks t
                 where t.status = 'queued' and t.user_id > waiting.user_id order by t.user_id limit 1)
          from waiting where waiting.user_id is not null
      )
      select waiting.user_id, private.count_running(waiting.user_id) as running, oldest.run_after,
             (select t.started_at from public.tasks t
               where t.user_id = waiting.user_id and t.started_at is not null
               order by t.started_at desc limit 1) as served_at
        from waiting,
             lateral (select t.run_after from public.tasks t
                       where t.status = 'queued' and t.user_id = waiting.user_id
                       order by t.run_after, t.id limit 1) oldest
       where oldest.run_after <= v_now
       order by running, served_at nulls first, oldest.run_after
    loop
      exit when cardinality(v_claimed) >= p_limit;
      continue when v_user.running >= p_max_running;
      perform from public.profiles where user_id = v_user.user_id for update skip locked;
      continue when not found or private.count_running(v_user.user_id) >= p_max_running;
      v_task_id := private.take_next(v_user.user_id, v_now);
      continue when v_task_id is null;
      v_claimed := v_claimed || private.start_attempt(v_task_id);
    end loop;
    exit when cardinality(v_claimed) = v_before;
  end loop;
  return jsonb_build_object(
    'tasks', to_jsonb(v_claimed),
    'nextDueMs', (select ceil(extract(epoch from min(run_after) - clock_timestamp()) * 1000)
                    from public.tasks where status = 'queued' and run_after > v_now));
end;
$$;
comment on function public.claim_tasks(integer, integer) is
  'Claims up to p_limit due tasks, one per user and round: the user with the fewest running first, then the one whose last turn was longest ago. '
  'Returns {tasks: [{taskId, kind, userId, attempt, maxAttempts, leaseToken, leaseSeconds, model, origin, payload}], '
  'nextDueMs: ms until the next retry is due, or null}.';

revoke execute on all functions in schema private from public;
