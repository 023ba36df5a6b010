-- A worker that was stopped while it stored a picture, for so long that the abandoned task's bytes were removed meanwhile,
-- stores them all the same when it wakes up. If a heartbeat tells it that the lease is lost, no finish plans their removal.

create or replace function public.heartbeat_task(p_task_id uuid, p_lease_token uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_user_id uuid;
begin
  update public.tasks set lease_expires_at = v_now + make_interval(secs => lease_seconds)
   where id = p_task_id and status = 'processing' and lease_token = p_lease_token and lease_expires_at > v_now;
  if found then
    return true;
  end if;
  -- Under the lock, so that a picture which is being restored is not planned for removal.
  select user_id into v_user_id from public.tasks where id = p_task_id;
  perform private.lock_profile(v_user_id);
  perform private.plan_purge(t.user_id, t.id, t.lease_seconds)
     from public.tasks t join public.generated_images g on g.task_id = t.id
    where t.id = p_task_id and (t.status in ('failed', 'canceled') or g.deleted_at is not null);
  return false;
end;
$$;
comment on function public.heartbeat_task(uuid, uuid) is
  'Prolongs a lease. False means lost (canceled, expired or reclaimed): stop at once. What the latecomer may have stored for an abandoned task is planned for removal.';
