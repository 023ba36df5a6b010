-- Two more findings of random interleavings. A task that stored its bytes, was released, and then canceled had given its
-- only attempt back, and so its bytes stayed for ever. And a heartbeat that lost its lease while it waited for the row
-- kept that row locked while it waited for the profile: the order of locks is profile, then task.

create or replace function private.end_task(p_task_id uuid, p_status text, p_error_code text default null, p_retry_at timestamptz default null) returns void
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
    if v_before.started_at is not null then
      perform private.plan_purge(v_before.user_id, p_task_id, v_before.lease_seconds);
    end if;
  end if;
end;
$$;

create or replace function public.heartbeat_task(p_task_id uuid, p_lease_token uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_task public.tasks;
begin
  select * into v_task from public.tasks where id = p_task_id;
  if v_task.status = 'processing' and v_task.lease_token = p_lease_token and v_task.lease_expires_at > v_now then
    update public.tasks set lease_expires_at = v_now + make_interval(secs => lease_seconds)
     where id = p_task_id and status = 'processing' and lease_token = p_lease_token and lease_expires_at > v_now;
    -- Lost in this very moment: whoever ended the task has planned the removal for a whole lease later.
    return found;
  end if;
  -- Under the lock, so that a picture which is being restored is not planned for removal.
  perform private.lock_profile(v_task.user_id);
  perform private.plan_purge(t.user_id, t.id, t.lease_seconds)
     from public.tasks t join public.generated_images g on g.task_id = t.id
    where t.id = p_task_id and (t.status in ('failed', 'canceled') or g.deleted_at is not null);
  return false;
end;
$$;

insert into private.object_purges (task_id, user_id, due_at)
select id, user_id, clock_timestamp() + make_interval(secs => lease_seconds) from public.tasks
 where status in ('failed', 'canceled') and attempts = 0 and started_at is not null
on conflict (task_id) do nothing;
