-- Ending an attempt in fewer statements, each of which costs 10 to 20 µs by itself.

create or replace function private.lock_lease(p_task_id uuid, p_lease_token uuid) returns public.tasks
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
begin
  perform from public.profiles where user_id = (select user_id from public.tasks where id = p_task_id) for update;
  if found then
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

create or replace function private.end_attempt(p_task_id uuid, p_attempt integer, p_outcome text, p_error_code text default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.task_attempts
     set ended_at = clock_timestamp(), outcome = p_outcome, error_code = p_error_code
   where task_id = p_task_id and attempt = p_attempt and ended_at is null;
end;
$$;

create or replace function private.end_task(p_task_id uuid, p_status text, p_error_code text default null, p_retry_at timestamptz default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_was_queued boolean := p_status <> 'completed' and (select status from public.tasks where id = p_task_id) = 'queued';
  v_task public.tasks;
begin
  update public.tasks
     set status = p_status, lease_token = null, lease_expires_at = null, version = version + 1,
         error_code = p_error_code, error_retry_at = p_retry_at, finished_at = clock_timestamp()
   where id = p_task_id
  returning * into v_task;
  if v_was_queued then
    perform private.renumber_queue(v_task.user_id, v_task.run_after, v_task.id);
  end if;
  if p_status in ('failed', 'canceled') then
    perform private.refund_task(p_task_id);
    if v_task.started_at is not null then
      perform private.plan_purge(v_task.user_id, p_task_id, v_task.lease_seconds);
    end if;
  end if;
end;
$$;

-- One event of an attempt instead of three, and none of a completed task, whose attempt says it too: the fold takes them apart.
create or replace function private.note_attempt() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.ended_at is null and new.ended_at is not null then
    insert into private.metric_events (name, labels, value)
    values ('attempt', jsonb_build_array(new.stats_key, new.outcome, coalesce(new.error_code, ''),
                                         extract(epoch from new.started_at - new.due_at)),
            extract(epoch from new.ended_at - new.started_at));
  end if;
  return null;
end;
$$;
comment on function private.note_attempt() is
  'Notes an attempt that has ended: labels are [stats_key, outcome, error_code, how long its claim took in s or null], value is how long it worked.';
drop trigger note_attempt on public.task_attempts;
create trigger note_attempt after update of ended_at on public.task_attempts
  for each row execute function private.note_attempt();

create or replace function private.fold_metrics() returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_bounds double precision[] := private.metric_bounds();
begin
  lock table private.metric_totals in share row exclusive mode;
  with gone as (
    delete from private.metric_events returning name, labels, value
  ), attempts as (
    select labels ->> 1 as outcome, labels ->> 2 as error_code, (labels ->> 3)::double precision as waited, value as worked,
           jsonb_build_object('provider', split_part(labels ->> 0, ':', 1), 'model', split_part(labels ->> 0, ':', 2),
                              'size', split_part(labels ->> 0, ':', 3)) as asked
      from gone where name = 'attempt'
  ), events as (
    select name, labels, value from gone where name <> 'attempt'
    union all
    select 'attempts', asked || jsonb_build_object('outcome', outcome, 'error_code', error_code), 1 from attempts
    union all
    select 'claim_wait', '{}', waited from attempts where waited is not null
    union all
    select 'attempt_duration', asked, worked from attempts where outcome in ('completed', 'failed')
    union all
    select 'tasks_finished', '{"status": "completed", "error_code": ""}', 1 from attempts where outcome = 'completed'
  )
  insert into private.metric_totals as totals (name, labels, bucket, count, sum)
  select name, labels, (select count(*) from unnest(v_bounds) bound where bound < value) as bucket, count(*), sum(value)
    from events group by name, labels, bucket
  on conflict (name, labels, bucket) do update set count = totals.count + excluded.count, sum = totals.sum + excluded.sum;
end;
$$;

revoke execute on all functions in schema private from public;
