-- The sweep: one function that any process, or pg_cron, may call at any time. And the count of what the fence refused.

create table private.fenced_writes (
  id bigint generated always as identity primary key,
  task_id uuid not null,
  at timestamptz not null default clock_timestamp()
);
alter table private.fenced_writes enable row level security;
comment on table private.fenced_writes is 'Every attempt to finish a task under a lease that no longer ran. Nothing else came of it.';

create or replace function private.lock_lease(p_task_id uuid, p_lease_token uuid) returns public.tasks
language plpgsql security definer set search_path = '' as $$
declare
  v_known public.tasks;
  v_task public.tasks;
begin
  select * into v_known from public.tasks where id = p_task_id;
  if v_known.id is not null then
    perform private.lock_profile(v_known.user_id);
    select * into v_task from public.tasks
     where id = p_task_id and status = 'processing' and lease_token = p_lease_token and lease_expires_at > clock_timestamp()
       for update;
  end if;
  if v_task.id is null then
    insert into private.fenced_writes (task_id) values (p_task_id);
    perform private.plan_purge(t.user_id, t.id, t.lease_seconds)
       from public.tasks t join public.generated_images g on g.task_id = t.id
      where t.id = p_task_id and (t.status in ('failed', 'canceled') or g.deleted_at is not null);
  end if;
  return v_task;
end;
$$;
comment on function private.lock_lease(uuid, uuid) is
  'The fence: the task, locked, if the caller''s lease still runs. Else null, and what the latecomer may have stored for an abandoned task is planned for removal.';

alter table private.installation add column swept_at timestamptz;
comment on column private.installation.swept_at is 'When expired leases were last looked for.';

create function public.sweep_tasks(p_interval_seconds integer default 0) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_expired record;
  v_task public.tasks;
  v_reaped integer := 0;
  v_failed integer := 0;
  v_skipped integer := 0;
begin
  perform from private.installation
    where swept_at is null or swept_at <= v_now - make_interval(secs => p_interval_seconds) for update skip locked;
  if found then
    update private.installation set swept_at = v_now;
  elsif p_interval_seconds > 0 then
    return jsonb_build_object('swept', false, 'reaped', 0, 'failed', 0, 'skipped', 0);
  end if;

  for v_expired in
    select id, user_id from public.tasks
     where status = 'processing' and lease_expires_at <= v_now order by lease_expires_at limit 1000
  loop
    perform from public.profiles where user_id = v_expired.user_id for update skip locked;
    if not found then
      v_skipped := v_skipped + 1;
      continue;
    end if;
    select * into v_task from public.tasks
     where id = v_expired.id and status = 'processing' and lease_expires_at <= v_now for update;
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
  return jsonb_build_object('swept', true, 'reaped', v_reaped, 'failed', v_failed, 'skipped', v_skipped);
end;
$$;
comment on function public.sweep_tasks(integer) is
  'Takes tasks back from processes that went silent: claimable again, or failed and refunded when no attempt is left. '
  'With p_interval_seconds it does nothing (swept: false) if any process has swept within them. '
  'Returns {swept, reaped: all of them, failed: those without an attempt left, skipped: left for now, because their user was busy}.';

drop function public.reap_expired_leases(integer);
revoke execute on function public.sweep_tasks(integer) from public, anon, authenticated;
grant execute on function public.sweep_tasks(integer) to service_role;
