-- Whoever gets as much as it asked for comes again when a place is free, and need not be told when the next retry is due: a
-- twentieth of what a claim and a completion cost.

create or replace function public.claim_tasks(p_limit integer, p_max_running integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_round timestamptz := v_now;
  v_claimed jsonb[] := '{}';
  v_before integer := 0;
  v_task_id uuid;
  v_task jsonb;
  v_next_due_ms double precision;
begin
  while cardinality(v_claimed) < p_limit loop
    -- One user at a time: with a limit that is not a constant the statement would be planned anew by every call.
    -- A title or a retry goes before the oldest picture.
    select coalesce(
             (select t.id from public.tasks t
               where t.user_id = p.user_id and t.status = 'queued' and (t.kind <> 'image' or t.error_code is not null) and t.run_after <= v_now
               order by t.kind = 'image', t.run_after, t.id limit 1),
             (select t.id from public.tasks t
               where t.user_id = p.user_id and t.status = 'queued' and t.run_after <= v_now order by t.run_after, t.id limit 1))
      into v_task_id
      from public.profiles p
     where p.running < p_max_running and p.due_at <= v_now and (p.served_at is null or p.served_at < v_round)
     order by p.running, p.served_at nulls first, p.due_at limit 1 for update of p skip locked;
    if not found then
      -- Those who hold all their places may have a title to make, which needs none.
      select (select t.id from public.tasks t
               where t.user_id = p.user_id and t.status = 'queued' and t.kind <> 'image' and t.run_after <= v_now
               order by t.run_after, t.id limit 1)
        into v_task_id
        from public.profiles p
       where p.running >= p_max_running and p.due_at <= v_now and (p.served_at is null or p.served_at < v_round) and p.user_id in (
         select t.user_id from public.tasks t where t.status = 'queued' and t.kind <> 'image' and t.run_after <= v_now)
       order by p.running, p.served_at nulls first, p.due_at limit 1 for update of p skip locked;
    end if;
    if found then
      -- Another claim may have taken it before the profile was locked: then the next look is at what that one left.
      v_task := private.start_attempt(v_task_id);
      if v_task is not null then
        v_claimed := v_claimed || v_task;
      end if;
    else
      exit when cardinality(v_claimed) = v_before;
      v_before := cardinality(v_claimed);
      v_round := clock_timestamp();
    end if;
  end loop;
  if cardinality(v_claimed) < p_limit then
    select ceil(extract(epoch from run_after - clock_timestamp()) * 1000) into v_next_due_ms from public.tasks
     where status = 'queued' and error_code is not null and run_after > v_now order by run_after limit 1;
  end if;
  return jsonb_build_object('tasks', to_jsonb(v_claimed), 'nextDueMs', v_next_due_ms);
end;
$$;
comment on function public.claim_tasks(integer, integer) is
  'Claims up to p_limit due tasks, one per user and round: the user with the fewest running first, then the one whose last turn was longest ago. '
  'Returns {tasks: [{taskId, kind, userId, attempt, maxAttempts, leaseToken, leaseSeconds, model, origin, payload}], '
  'nextDueMs: ms until the next retry is due, or null if there is none or p_limit tasks were claimed}.';
