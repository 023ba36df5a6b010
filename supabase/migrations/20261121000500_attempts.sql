-- Parts of the lifecycle that the public functions share. Whoever calls these holds the user's profile lock.

create function private.renumber_queue(p_user_id uuid, p_run_after timestamptz, p_id uuid) returns void
language sql security definer set search_path = '' as $$
  update public.tasks set version = version + 1
   where user_id = p_user_id and status = 'queued' and (run_after, id) > (p_run_after, p_id);
$$;
comment on function private.renumber_queue(uuid, timestamptz, uuid) is
  'A task entered or left the queue here: those behind it show another position, so their version rises.';

create function private.start_attempt(p_task_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_queued_at timestamptz := (select run_after from public.tasks where id = p_task_id);
  v_task public.tasks;
begin
  update public.tasks
     set status = 'processing', attempts = attempts + 1, version = version + 1, started_at = v_now,
         lease_token = gen_random_uuid(), lease_expires_at = v_now + make_interval(secs => lease_seconds),
         error_code = null
   where id = p_task_id
  returning * into v_task;
  insert into public.task_attempts (task_id, attempt, stats_key, started_at)
  values (v_task.id, v_task.attempts, v_task.stats_key, v_now)
  on conflict (task_id, attempt) do update
    set started_at = excluded.started_at, ended_at = null, outcome = null, error_code = null;
  perform private.renumber_queue(v_task.user_id, v_queued_at, v_task.id);
  return jsonb_build_object(
    'taskId', v_task.id, 'kind', v_task.kind, 'userId', v_task.user_id, 'attempt', v_task.attempts,
    'maxAttempts', v_task.max_attempts, 'leaseToken', v_task.lease_token, 'leaseSeconds', v_task.lease_seconds,
    'payload', v_task.payload);
end;
$$;
comment on function private.start_attempt(uuid) is
  'Claims a queued task: counts the attempt, gives the lease, and returns what the work needs.';

create function private.end_attempt(p_task_id uuid, p_attempt integer, p_outcome text, p_error_code text default null) returns void
language sql security definer set search_path = '' as $$
  update public.task_attempts
     set ended_at = clock_timestamp(), outcome = p_outcome, error_code = p_error_code
   where task_id = p_task_id and attempt = p_attempt and ended_at is null;
$$;
comment on function private.end_attempt(uuid, integer, text, text) is 'Closes the open attempt of a task, if there is one.';

create function private.refund_task(p_task_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_charge public.credit_ledger;
begin
  select * into v_charge from public.credit_ledger where task_id = p_task_id and kind = 'charge';
  if found then
    perform private.record_credits(v_charge.user_id, p_task_id, 'refund', -v_charge.amount);
  end if;
end;
$$;
comment on function private.refund_task(uuid) is
  'Returns what the task was charged, the same amount; a second refund breaks the unique index and with it the transaction.';

create function private.requeue_task(p_task_id uuid, p_run_after timestamptz, p_error_code text, p_give_back boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
begin
  update public.tasks
     set status = 'queued', run_after = p_run_after, lease_token = null, lease_expires_at = null,
         version = version + 1, error_code = p_error_code, attempts = attempts - case when p_give_back then 1 else 0 end
   where id = p_task_id
  returning * into v_task;
  perform private.renumber_queue(v_task.user_id, v_task.run_after, v_task.id);
end;
$$;
comment on function private.requeue_task(uuid, timestamptz, text, boolean) is
  'processing → queued, not before p_run_after; p_give_back returns the attempt.';

create function private.end_task(p_task_id uuid, p_status text, p_error_code text default null, p_retry_at timestamptz default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.tasks;
begin
  select * into v_before from public.tasks where id = p_task_id;
  update public.tasks
     set status = p_status, lease_token = null, lease_expires_at = null, version = version + 1,
         error_code = p_error_code, error_retry_at = p_retry_at, finished_at = clock_timestamp()
   where id = p_task_id;
  if v_before.status = 'queued' then
    perform private.renumber_queue(v_before.user_id, v_before.run_after, v_before.id);
  end if;
  if p_status in ('failed', 'canceled') then
    perform private.refund_task(p_task_id);
  end if;
end;
$$;
comment on function private.end_task(uuid, text, text, timestamptz) is
  'Moves a task to a terminal status; failed and canceled ones are refunded in the same transaction.';

create function private.lock_profile(p_user_id uuid) returns public.profiles
language plpgsql security definer set search_path = '' as $$
declare
  v_profile public.profiles;
begin
  select * into v_profile from public.profiles where user_id = p_user_id for update;
  return v_profile;
end;
$$;
comment on function private.lock_profile(uuid) is 'Locks the user''s profile first: the order of locks is profile, then task.';

create function private.count_running(p_user_id uuid) returns bigint
language sql security definer set search_path = '' as $$
  select count(*) from public.tasks where user_id = p_user_id and status = 'processing';
$$;
comment on function private.count_running(uuid) is 'Places that the user holds now.';

revoke execute on all functions in schema private from public;
