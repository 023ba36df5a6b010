-- The sweep: one function that any process, or pg_cron, may call at any time. Each task is taken back in a block of its own, so that
-- one bad row keeps no other from it.

create function public.sweep_tasks(p_interval_seconds integer default 0) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_expired record;
  v_task public.tasks;
  v_reaped integer := 0;
  v_failed integer := 0;
  v_skipped integer := 0;
  v_broken jsonb[] := '{}';
begin
  -- A sweep that is still to come was noted before the clock was put right.
  perform from private.installation
    where swept_at is null or swept_at > v_now or swept_at <= v_now - make_interval(secs => p_interval_seconds) for update skip locked;
  if found then
    begin
      update private.installation set swept_at = v_now;
    exception when others then
      v_broken := v_broken || jsonb_build_object('taskId', null, 'error', sqlstate || ' ' || sqlerrm);
    end;
  elsif p_interval_seconds > 0 then
    return jsonb_build_object('swept', false, 'reaped', 0, 'failed', 0, 'skipped', 0, 'broken', '[]'::jsonb);
  end if;
  begin
    perform private.mend_times();
  exception when others then
    v_broken := v_broken || jsonb_build_object('taskId', null, 'error', sqlstate || ' ' || sqlerrm);
  end;

  for v_expired in
    select id, user_id from public.tasks
     where status = 'processing' and lease_expires_at <= v_now order by lease_expires_at limit 1000
  loop
    perform from public.profiles where user_id = v_expired.user_id for update skip locked;
    if not found then
      v_skipped := v_skipped + 1;
      continue;
    end if;
    begin
      select * into v_task from public.tasks
       where id = v_expired.id and status = 'processing' and lease_expires_at <= v_now for update;
      continue when not found;
      perform private.end_attempt(v_task.id, v_task.attempts, 'expired', 'lease_expired');
      if v_task.attempts >= v_task.max_attempts then
        perform private.end_task(v_task.id, 'failed', 'lease_expired');
        v_failed := v_failed + 1;
      else
        perform private.requeue_task(v_task.id, v_task.created_at, null, false);
      end if;
      v_reaped := v_reaped + 1;
    exception when others then
      v_broken := v_broken || jsonb_build_object('taskId', v_expired.id, 'error', sqlstate || ' ' || sqlerrm);
    end;
  end loop;
  return jsonb_build_object('swept', true, 'reaped', v_reaped, 'failed', v_failed, 'skipped', v_skipped, 'broken', to_jsonb(v_broken));
end;
$$;
comment on function public.sweep_tasks(integer) is
  'Takes tasks back from processes that went silent: claimable again, or failed and refunded when no attempt is left. '
  'With p_interval_seconds it does nothing (swept: false) if any process has swept within them. '
  'Returns {swept, reaped: all of them, failed: those without an attempt left, skipped: left for now, because their user was busy, '
  'broken: [{taskId, error}] that could not be taken back, or no taskId for the rest of the sweep}.';

create function private.mend_times() returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
begin
  perform private.mend_queue(lane) from (select distinct lane from public.task_kinds) lanes;
  -- A lease never runs for longer than it was given: a process that died while the clock was fast is noticed after one lease.
  update public.tasks set lease_expires_at = v_now + make_interval(secs => lease_seconds)
   where id in (select id from public.tasks
                 where status = 'processing' and lease_expires_at > v_now + make_interval(secs => lease_seconds + 1) for update skip locked);
  -- No removal waits longer than an upload that nobody refers to, and is not tried again later than after a day.
  update private.object_purges set due_at = least(due_at, v_now + interval '24 hours'), retry_at = least(retry_at, v_now + interval '24 hours')
   where task_id in (select task_id from private.object_purges
                      where due_at > v_now + interval '25 hours' or retry_at > v_now + interval '25 hours' for update skip locked);
end;
$$;
comment on function private.mend_times() is
  'Brings back what lies further ahead than it can have been meant to: it was written while the clock was fast, and would wait for as long as the clock was wrong.';

create function private.work_is_due() returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.tasks where status = 'queued' and run_after <= clock_timestamp())
      or exists (select from private.object_purges where coalesce(retry_at, due_at) <= clock_timestamp());
$$;
comment on function private.work_is_due() is 'Whether a call of /api/workers would find something to do that the database can''t do by itself.';
