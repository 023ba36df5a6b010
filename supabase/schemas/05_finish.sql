-- The ends of an attempt. Each is fenced by private.leases: without the running lease nothing changes and the answer is "lost".

create table private.fenced_writes (
  id bigint generated always as identity primary key,
  task_id uuid not null,
  at timestamptz not null default clock_timestamp()
);
comment on table private.fenced_writes is 'Every attempt to finish a task under a lease that no longer ran. Nothing else came of it.';
-- private.clean_fenced_writes.
create index fenced_writes_by_age on private.fenced_writes (at);
alter table private.fenced_writes enable row level security;
create policy "nobody" on private.fenced_writes using (false);

create function private.lock_lease(p_task_id uuid, p_lease_token uuid) returns public.tasks
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
begin
  perform from public.profiles where user_id = (select user_id from public.tasks where id = p_task_id) for update;
  perform from private.leases where id = p_task_id and lease_token = p_lease_token for update;
  if found then
    select * into v_task from public.tasks where id = p_task_id;
  else
    perform private.refuse_late(p_task_id);
  end if;
  return v_task;
end;
$$;
comment on function private.lock_lease(uuid, uuid) is
  'The task, locked, if the caller''s lease still runs (private.leases). Else null, and what the latecomer may have stored for an abandoned task is planned for removal.';

create function private.purge_lost(p_task_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- In one order, before any task is locked; and who may wait for tasks skips a profile that is locked.
  perform from public.profiles where user_id in (select user_id from public.tasks where id = any (p_task_ids)) order by user_id for update;
  perform private.plan_purge(t.user_id, t.id, t.lease_seconds)
     from public.tasks t left join public.generated_images g on g.task_id = t.id
    where t.id = any (p_task_ids) and (t.status in ('failed', 'canceled') or g.deleted_at is not null);
end;
$$;
comment on function private.purge_lost(uuid[]) is
  'A process may have stored bytes of these just before it knew that it had lost them: they are planned for removal. Under the locks, so that a picture which is being restored is not.';

create function private.refuse_late(p_task_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.fenced_writes (task_id) values (p_task_id);
  perform private.purge_lost(array[p_task_id]);
end;
$$;
comment on function private.refuse_late(uuid) is
  'Notes who came without a running lease; what they may have stored for an abandoned task is planned for removal.';

create function public.complete_task(p_task_id uuid, p_lease_token uuid, p_result jsonb default null) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks := private.lock_lease(p_task_id, p_lease_token);
begin
  if v_task.id is null then
    return false;
  end if;
  update public.tasks set result = p_result where id = p_task_id;
  perform private.end_attempt(v_task.id, v_task.attempts, 'completed');
  perform private.end_task(v_task.id, 'completed');
  return true;
end;
$$;
comment on function public.complete_task(uuid, uuid, jsonb) is
  'Completes a task whose result is no row of its own, under its lease; false when that is lost.';

create function public.fail_task(
  p_task_id uuid, p_lease_token uuid, p_error_code text, p_retryable boolean,
  p_retry_after_seconds double precision default 0, p_available_at timestamptz default null
) returns text
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks := private.lock_lease(p_task_id, p_lease_token);
  v_wait double precision;
begin
  if v_task.id is null then
    return 'lost';
  end if;
  perform private.end_attempt(v_task.id, v_task.attempts, 'failed', p_error_code);
  if not p_retryable or v_task.attempts >= v_task.max_attempts then
    perform private.end_task(v_task.id, 'failed', p_error_code, p_available_at);
    return 'failed';
  end if;
  v_wait := greatest(coalesce(v_task.retry_delays[v_task.attempts], 0), least(coalesce(p_retry_after_seconds, 0), 86400));
  perform private.requeue_task(v_task.id, clock_timestamp() + make_interval(secs => v_wait), p_error_code, false);
  return 'retry';
end;
$$;
comment on function public.fail_task(uuid, uuid, text, boolean, double precision, timestamptz) is
  'Ends an attempt with an error: back to the queue after the stored delay (not before p_retry_after_seconds, at most a day), or failed and refunded. '
  'Returns retry, failed or lost.';

create function public.release_task(p_task_id uuid, p_lease_token uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks := private.lock_lease(p_task_id, p_lease_token);
begin
  if v_task.id is null then
    return false;
  end if;
  perform private.end_attempt(v_task.id, v_task.attempts, 'released');
  perform private.requeue_task(v_task.id, v_task.created_at, null, true);
  return true;
end;
$$;
comment on function public.release_task(uuid, uuid) is
  'Gives a lease and its attempt back (a process that stops): the task is first in its user''s queue. False: the lease was lost.';

-- A cancel of work that had begun counts like a generation, or starting and canceling in turn would burn the provider's time for
-- nothing. See private.follow_task.
create function public.cancel_task(p_user_id uuid, p_task_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
begin
  perform private.lock_profile(p_user_id);
  select * into v_task from public.tasks where id = p_task_id and user_id = p_user_id
     and kind in (select kind from public.task_kinds where not quiet) for update;
  if v_task.id is null then
    raise exception 'no such task' using errcode = 'PT404';
  end if;
  if v_task.finished_at is not null then
    raise exception 'already ended' using errcode = 'PT409', detail = jsonb_build_object('status', v_task.status)::text;
  end if;
  perform private.end_attempt(v_task.id, v_task.attempts, 'canceled');
  perform private.end_task(v_task.id, 'canceled');
end;
$$;
comment on function public.cancel_task(uuid, uuid) is
  'Cancels and refunds a picture that has not ended. Raises PT404, PT409 with {status} when it has, or with {status: "made"} when it is made already. '
  'If it had been started, the cancel counts for the rate limit.';
