-- Claiming and completing in as few statements as keep their promises: each costs 20 to 50 µs, whatever it does.

-- The trigger that keeps turns knows whether anybody is left in the queue, so it also renumbers it.
create or replace function private.follow_task() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_due_at timestamptz;
begin
  if new.status = old.status and new.run_after = old.run_after then
    return null;
  end if;
  if old.status = 'processing' and new.finished_at is not null then
    if new.kind = 'image' then
      update public.profiles set running = running - 1 where user_id = new.user_id;
    end if;
  else
    update public.profiles
       set running = running + case when new.kind <> 'image' then 0 when new.status = 'processing' then 1 when old.status = 'processing' then -1 else 0 end,
           served_at = case when new.status = 'processing' then new.started_at else served_at end,
           due_at = (select t.run_after from public.tasks t
                      where t.user_id = new.user_id and t.status = 'queued' order by t.run_after, t.id limit 1)
     where user_id = new.user_id
    returning due_at into v_due_at;
    if v_due_at is not null and new.kind = 'image' then
      perform private.renumber_queue(new.user_id, new.run_after, new.id);
    end if;
  end if;
  if new.status in ('failed', 'canceled') then
    insert into private.metric_events (name, labels)
    values ('tasks_finished', jsonb_build_object('status', new.status, 'error_code', coalesce(new.error_code, '')));
  elsif old.status = 'processing' and new.status = 'queued' and new.error_code is not null then
    -- A release and an expired lease leave no error code on the task that goes back to the queue.
    insert into private.metric_events (name) values ('retries');
  end if;
  return null;
end;
$$;
comment on function private.follow_task() is
  'Keeps the turn of a task''s user and the positions in their queue, and notes its end and its retries for the metrics; a completed one is noted with its attempt.';

create or replace function private.renumber_queue(p_user_id uuid, p_run_after timestamptz, p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.tasks set version = version + 1
   where user_id = p_user_id and status = 'queued' and (run_after, id) > (p_run_after, p_id) and kind = 'image';
end;
$$;

create or replace function private.requeue_task(p_task_id uuid, p_run_after timestamptz, p_error_code text, p_give_back boolean) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.tasks
     set status = 'queued', run_after = p_run_after, lease_token = null, lease_expires_at = null,
         version = version + 1, error_code = p_error_code, attempts = attempts - case when p_give_back then 1 else 0 end
   where id = p_task_id;
end;
$$;

create or replace function private.end_task(p_task_id uuid, p_status text, p_error_code text default null, p_retry_at timestamptz default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
begin
  update public.tasks
     set status = p_status, lease_token = null, lease_expires_at = null, version = version + 1,
         error_code = p_error_code, error_retry_at = p_retry_at, finished_at = clock_timestamp()
   where id = p_task_id
  returning * into v_task;
  if p_status in ('failed', 'canceled') then
    perform private.refund_task(p_task_id);
    if v_task.started_at is not null then
      perform private.plan_purge(v_task.user_id, p_task_id, v_task.lease_seconds);
    end if;
  end if;
end;
$$;

create or replace function private.start_attempt(p_task_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_task public.tasks;
begin
  with started as (
    update public.tasks
       set status = 'processing', attempts = attempts + 1, version = version + 1, started_at = v_now,
           lease_token = gen_random_uuid(), lease_expires_at = v_now + make_interval(secs => lease_seconds),
           error_code = null
     where id = p_task_id and status = 'queued'
    returning *
  ), noted as (
    insert into public.task_attempts (task_id, attempt, stats_key, due_at, started_at)
    select id, attempts, stats_key,
           greatest(run_after, (select max(ended_at) from public.task_attempts where task_id = p_task_id)), v_now
      from started
    on conflict (task_id, attempt) do update
      set due_at = excluded.due_at, started_at = excluded.started_at, ended_at = null, outcome = null, error_code = null
  )
  select * into v_task from started;
  return case when v_task.id is not null then jsonb_build_object(
    'taskId', v_task.id, 'kind', v_task.kind, 'userId', v_task.user_id, 'attempt', v_task.attempts,
    'maxAttempts', v_task.max_attempts, 'leaseToken', v_task.lease_token, 'leaseSeconds', v_task.lease_seconds,
    'model', v_task.payload ->> 'model', 'origin', v_task.origin, 'payload', v_task.payload) end;
end;
$$;
comment on function private.start_attempt(uuid) is
  'Claims a queued task: counts the attempt, gives the lease, and returns what the work needs; null if it is not queued any more.';

create or replace function public.claim_tasks(p_limit integer, p_max_running integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_round timestamptz := v_now;
  v_claimed jsonb[] := '{}';
  v_before integer := 0;
  v_task_id uuid;
  v_task jsonb;
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
  return jsonb_build_object(
    'tasks', to_jsonb(v_claimed),
    'nextDueMs', (select ceil(extract(epoch from run_after - clock_timestamp()) * 1000) from public.tasks
                   where status = 'queued' and error_code is not null and run_after > v_now order by run_after limit 1));
end;
$$;
drop function private.take_next(uuid, timestamptz, boolean);

create function private.refuse_late(p_task_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.fenced_writes (task_id) values (p_task_id);
  perform private.plan_purge(t.user_id, t.id, t.lease_seconds)
     from public.tasks t join public.generated_images g on g.task_id = t.id
    where t.id = p_task_id and (t.status in ('failed', 'canceled') or g.deleted_at is not null);
end;
$$;
comment on function private.refuse_late(uuid) is
  'Notes who came without a running lease; what they may have stored for an abandoned task is planned for removal.';

create or replace function private.lock_lease(p_task_id uuid, p_lease_token uuid) returns public.tasks
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
begin
  perform from public.profiles where user_id = (select user_id from public.tasks where id = p_task_id) for update;
  select * into v_task from public.tasks
   where id = p_task_id and status = 'processing' and lease_token = p_lease_token and lease_expires_at > clock_timestamp()
     for update;
  if not found then
    perform private.refuse_late(p_task_id);
  end if;
  return v_task;
end;
$$;

create or replace function public.complete_image(p_task_id uuid, p_lease_token uuid, p_image jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.profiles where user_id = (select user_id from public.tasks where id = p_task_id) for update;
  with task as (
    update public.tasks
       set status = 'completed', lease_token = null, lease_expires_at = null, version = version + 1,
           error_code = null, error_retry_at = null, finished_at = clock_timestamp()
     where id = p_task_id and status = 'processing' and lease_token = p_lease_token and lease_expires_at > clock_timestamp()
    returning attempts
  ), attempt as (
    update public.task_attempts a set ended_at = clock_timestamp(), outcome = 'completed', error_code = null
      from task where a.task_id = p_task_id and a.attempt = task.attempts and a.ended_at is null
  )
  update public.generated_images
     set image_urls = array['/api/images/' || p_task_id], object_key = p_image ->> 'objectKey', thumb_key = p_image ->> 'thumbKey',
         mime_type = p_image ->> 'mimeType', width = (p_image ->> 'width')::integer, height = (p_image ->> 'height')::integer,
         placeholder = p_image ->> 'placeholder', sha256 = p_image ->> 'sha256'
    from task where task_id = p_task_id;
  if not found then
    perform private.refuse_late(p_task_id);
    return false;
  end if;
  return true;
end;
$$;

revoke execute on all functions in schema private from public;
