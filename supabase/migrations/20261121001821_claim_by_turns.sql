-- Claiming by the turns that profiles keep: one index scan finds whose turn it is, however many users wait.

-- What goes before the oldest picture, in one index instead of two; and the next retry of anybody, without looking at all that is queued.
create index tasks_going_first on public.tasks (user_id, run_after, id)
  where status = 'queued' and (kind <> 'image' or error_code is not null);
drop index public.tasks_queued_others;
drop index public.tasks_retrying;
create index tasks_next_retry on public.tasks (run_after) where status = 'queued' and error_code is not null;

create or replace function private.renumber_queue(p_user_id uuid, p_run_after timestamptz, p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.tasks set version = version + 1
   where user_id = p_user_id and status = 'queued' and (run_after, id) > (p_run_after, p_id) and kind = 'image'
     and (select kind from public.tasks where id = p_id) = 'image';
end;
$$;

create or replace function private.start_attempt(p_task_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_task public.tasks;
begin
  update public.tasks
     set status = 'processing', attempts = attempts + 1, version = version + 1, started_at = v_now,
         lease_token = gen_random_uuid(), lease_expires_at = v_now + make_interval(secs => lease_seconds),
         error_code = null
   where id = p_task_id
  returning * into v_task;
  insert into public.task_attempts (task_id, attempt, stats_key, due_at, started_at)
  values (v_task.id, v_task.attempts, v_task.stats_key,
          greatest(v_task.run_after, (select max(ended_at) from public.task_attempts where task_id = p_task_id)), v_now)
  on conflict (task_id, attempt) do update
    set due_at = excluded.due_at, started_at = excluded.started_at, ended_at = null, outcome = null, error_code = null;
  perform private.renumber_queue(v_task.user_id, v_task.run_after, v_task.id);
  return jsonb_build_object(
    'taskId', v_task.id, 'kind', v_task.kind, 'userId', v_task.user_id, 'attempt', v_task.attempts,
    'maxAttempts', v_task.max_attempts, 'leaseToken', v_task.lease_token, 'leaseSeconds', v_task.lease_seconds,
    'model', v_task.payload ->> 'model', 'origin', v_task.origin, 'payload', v_task.payload);
end;
$$;

create or replace function private.take_next(p_user_id uuid, p_now timestamptz, p_full boolean) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_task_id uuid;
begin
  select id into v_task_id from public.tasks
   where user_id = p_user_id and status = 'queued' and (kind <> 'image' or error_code is not null) and run_after <= p_now
     and (kind <> 'image' or not p_full)
   order by kind = 'image', run_after, id limit 1 for update skip locked;
  if not found and not p_full then
    select id into v_task_id from public.tasks
     where user_id = p_user_id and status = 'queued' and run_after <= p_now
     order by run_after, id limit 1 for update skip locked;
  end if;
  return v_task_id;
end;
$$;

create or replace function public.claim_tasks(p_limit integer, p_max_running integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_round timestamptz := v_now;
  v_claimed jsonb[] := '{}';
  v_before integer := 0;
  v_full boolean;
  v_user_id uuid;
  v_task_id uuid;
begin
  while cardinality(v_claimed) < p_limit loop
    v_full := false;
    -- One at a time: a limit that is not a constant has the statement planned anew by every call.
    select user_id into v_user_id from public.profiles
     where running < p_max_running and due_at <= v_now and (served_at is null or served_at < v_round)
     order by running, served_at nulls first, due_at limit 1 for update skip locked;
    if not found then
      -- Those who hold all their places may have a title to make, which needs none.
      v_full := true;
      select user_id into v_user_id from public.profiles
       where running >= p_max_running and due_at <= v_now and (served_at is null or served_at < v_round) and user_id in (
         select t.user_id from public.tasks t where t.status = 'queued' and t.kind <> 'image' and t.run_after <= v_now)
       order by running, served_at nulls first, due_at limit 1 for update skip locked;
    end if;
    if not found then
      exit when cardinality(v_claimed) = v_before;
      v_before := cardinality(v_claimed);
      v_round := clock_timestamp();
      continue;
    end if;
    v_task_id := private.take_next(v_user_id, v_now, v_full);
    exit when v_task_id is null;
    v_claimed := v_claimed || private.start_attempt(v_task_id);
  end loop;
  return jsonb_build_object(
    'tasks', to_jsonb(v_claimed),
    'nextDueMs', (select ceil(extract(epoch from run_after - clock_timestamp()) * 1000) from public.tasks
                   where status = 'queued' and error_code is not null and run_after > v_now order by run_after limit 1));
end;
$$;
