-- The ends of an attempt. Each is fenced: without the running lease nothing changes and the answer is "lost".

create function private.lock_lease(p_task_id uuid, p_lease_token uuid) returns public.tasks
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
begin
  select * into v_task from public.tasks where id = p_task_id;
  if v_task.user_id is null then
    return null;
  end if;
  perform private.lock_profile(v_task.user_id);
  select * into v_task from public.tasks
   where id = p_task_id and status = 'processing' and lease_token = p_lease_token and lease_expires_at > clock_timestamp()
     for update;
  return v_task;
end;
$$;
comment on function private.lock_lease(uuid, uuid) is 'The fence: the task, locked, if the caller''s lease still runs; else null.';

create function public.complete_image(p_task_id uuid, p_lease_token uuid, p_image jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks := private.lock_lease(p_task_id, p_lease_token);
begin
  if v_task.id is null then
    return false;
  end if;
  update public.generated_images
     set image_urls = array['/api/images/' || p_task_id], object_key = p_image ->> 'objectKey', thumb_key = p_image ->> 'thumbKey',
         mime_type = p_image ->> 'mimeType', width = (p_image ->> 'width')::integer, height = (p_image ->> 'height')::integer,
         placeholder = p_image ->> 'placeholder'
   where task_id = p_task_id;
  perform private.end_attempt(v_task.id, v_task.attempts, 'completed');
  perform private.end_task(v_task.id, 'completed');
  return true;
end;
$$;
comment on function public.complete_image(uuid, uuid, jsonb) is
  'Completes an image task whose bytes are stored. p_image: {objectKey, thumbKey, mimeType, width, height, placeholder}. False: the lease was lost.';

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

create function public.reap_expired_leases(p_limit integer default 100) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_expired record;
  v_task public.tasks;
  v_reaped integer := 0;
  v_failed integer := 0;
begin
  for v_expired in
    select id, user_id from public.tasks
     where status = 'processing' and lease_expires_at <= v_now order by lease_expires_at limit p_limit
  loop
    perform from public.profiles where user_id = v_expired.user_id for update skip locked;
    continue when not found;
    select * into v_task from public.tasks
     where id = v_expired.id and status = 'processing' and lease_expires_at <= v_now for update skip locked;
    continue when not found;
    perform private.end_attempt(v_task.id, v_task.attempts, 'expired', 'lease_expired');
    v_reaped := v_reaped + 1;
    if v_task.attempts >= v_task.max_attempts then
      perform private.end_task(v_task.id, 'failed', 'lease_expired');
      v_failed := v_failed + 1;
    else
      perform private.requeue_task(v_task.id, v_task.created_at, null, false);
    end if;
  end loop;
  return jsonb_build_object('reaped', v_reaped, 'failed', v_failed);
end;
$$;
comment on function public.reap_expired_leases(integer) is
  'Takes tasks back from processes that went silent: claimable again, or failed and refunded when no attempt is left. Returns {reaped, failed}.';

revoke execute on all functions in schema private from public;
revoke execute on function public.complete_image(uuid, uuid, jsonb), public.release_task(uuid, uuid),
  public.fail_task(uuid, uuid, text, boolean, double precision, timestamptz), public.reap_expired_leases(integer)
  from public, anon, authenticated;
grant execute on function public.complete_image(uuid, uuid, jsonb), public.release_task(uuid, uuid),
  public.fail_task(uuid, uuid, text, boolean, double precision, timestamptz), public.reap_expired_leases(integer)
  to service_role;
