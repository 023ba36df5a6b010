-- Numbers for /api/metrics. A counter that falls when an account is deleted would be taken for one that began anew, and its
-- whole value for a sudden rise; and a released attempt's row is used again. So every event is noted with the change that makes
-- it, and folded into totals by the sweep and by whoever reads. (Totals counted up directly would make all users wait for one row.)
-- With a million finished tasks a reading takes 1 ms, or 190 ms when it compares the ledger; counting from the rows took 1.2 s.

create table private.metric_events (
  id bigint generated always as identity primary key,
  name text not null,
  labels jsonb not null default '{}',
  value double precision not null default 1
);
comment on table private.metric_events is 'What has happened since the last fold: value is in seconds for durations, in credits for refunds.';

create table private.metric_totals (
  name text not null,
  labels jsonb not null,
  bucket integer not null,
  count bigint not null,
  sum double precision not null,
  primary key (name, labels, bucket)
);
comment on table private.metric_totals is 'Folded events, by bucket: the number of private.metric_bounds() that the value exceeds.';

alter table private.metric_events enable row level security;
alter table private.metric_totals enable row level security;
create policy "nobody" on private.metric_events using (false);
create policy "nobody" on private.metric_totals using (false);

create function private.metric_bounds() returns double precision[]
language sql immutable security definer set search_path = '' as $$
  select array[0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 20, 30, 45, 60, 120, 240, 600, 3600]::double precision[];
$$;
comment on function private.metric_bounds() is 'Upper bounds of the buckets of every histogram, in seconds. Totals kept by other bounds do not fit.';

create function private.note_attempt() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_asked jsonb := jsonb_build_object('provider', split_part(new.stats_key, ':', 1), 'model', split_part(new.stats_key, ':', 2),
                                      'size', split_part(new.stats_key, ':', 3));
begin
  insert into private.metric_events (name, labels)
  values ('attempts', v_asked || jsonb_build_object('outcome', new.outcome, 'error_code', coalesce(new.error_code, '')));
  if new.due_at is not null then
    insert into private.metric_events (name, value) values ('claim_wait', extract(epoch from new.started_at - new.due_at));
  end if;
  if new.outcome in ('completed', 'failed') then
    insert into private.metric_events (name, labels, value)
    values ('attempt_duration', v_asked, extract(epoch from new.ended_at - new.started_at));
  end if;
  return null;
end;
$$;
comment on function private.note_attempt() is 'Notes an attempt that has ended: how, how long its claim took, and how long it worked.';

create function private.note_task() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.metric_events (name, labels)
  values ('tasks_finished', jsonb_build_object('status', new.status, 'error_code', coalesce(new.error_code, '')));
  return null;
end;
$$;
comment on function private.note_task() is 'Notes a task that has come to its end.';

create function private.note_refund() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.metric_events (name, value) values ('refunds', new.amount);
  return null;
end;
$$;
comment on function private.note_refund() is 'Notes a refund, in credits.';

create function private.note_event() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.metric_events (name) values (tg_argv[0]);
  return null;
end;
$$;
comment on function private.note_event() is 'Notes that what its argument names has happened.';

create trigger note_attempt after update of ended_at on public.task_attempts
  for each row when (old.ended_at is null and new.ended_at is not null) execute function private.note_attempt();
create trigger note_task after update of status on public.tasks
  for each row when (old.finished_at is null and new.finished_at is not null) execute function private.note_task();
-- A release and an expired lease leave no error code on the task that goes back to the queue.
create trigger note_retry after update of status on public.tasks
  for each row when (old.status = 'processing' and new.status = 'queued' and new.error_code is not null)
  execute function private.note_event('retries');
create trigger note_refund after insert on public.credit_ledger
  for each row when (new.kind = 'refund') execute function private.note_refund();
create trigger note_fenced_write after insert on private.fenced_writes
  for each row execute function private.note_event('fenced_writes');

create function private.fold_metrics() returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_bounds double precision[] := private.metric_bounds();
begin
  lock table private.metric_totals in share row exclusive mode;
  with gone as (
    delete from private.metric_events returning name, labels, value
  )
  insert into private.metric_totals as totals (name, labels, bucket, count, sum)
  select name, labels, (select count(*) from unnest(v_bounds) bound where bound < value) as bucket, count(*), sum(value)
    from gone group by name, labels, bucket
  on conflict (name, labels, bucket) do update set count = totals.count + excluded.count, sum = totals.sum + excluded.sum;
end;
$$;
comment on function private.fold_metrics() is 'Moves the noted events into the totals. One at a time: the others wait.';

create function private.fold_metrics_at_sweep() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.fold_metrics();
  return null;
end;
$$;
comment on function private.fold_metrics_at_sweep() is 'Keeps the events few where nobody reads metrics.';
create trigger fold_metrics_at_sweep after update of swept_at on private.installation
  for each row execute function private.fold_metrics_at_sweep();

create table private.ledger_audit (
  only_row boolean primary key default true check (only_row),
  drift bigint,
  audited_at timestamptz not null default '-infinity',
  seconds double precision not null default 0
);
alter table private.ledger_audit enable row level security;
create policy "nobody" on private.ledger_audit using (false);
comment on table private.ledger_audit is
  'The last comparison of all balances with the ledger. drift: credits by which they differ, summed over all accounts, always 0; seconds: how long it took.';
insert into private.ledger_audit default values;

create function private.audit_ledger() returns private.ledger_audit
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_drift bigint;
  v_audit private.ledger_audit;
begin
  select * into v_audit from private.ledger_audit for update;
  if v_now >= v_audit.audited_at + make_interval(secs => 100 * v_audit.seconds) then
    select coalesce(sum(abs(coalesce(p.credits, 0) - coalesce(entries.total, 0))), 0) into v_drift
      from public.profiles p
      full join (select user_id, sum(amount) as total from public.credit_ledger group by user_id) entries using (user_id);
    update private.ledger_audit
       set drift = v_drift, audited_at = v_now, seconds = extract(epoch from clock_timestamp() - v_now)
    returning * into v_audit;
  end if;
  return v_audit;
end;
$$;
comment on function private.audit_ledger() is
  'Compares all balances with the whole ledger, unless that was done a moment ago: it takes at most a hundredth of the database''s time.';

create view private.open_tasks with (security_invoker = true) as
  select status, created_at, run_after, error_code is not null and run_after > clock_timestamp() as retrying
    from public.tasks where status = 'queued'
  union all
  select status, created_at, run_after, false from public.tasks where status = 'processing';
comment on view private.open_tasks is 'Tasks that have not ended, by the index of either status: with "in" all finished ones are looked at too.';

create or replace function public.read_queue_stats() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'queued', count(*) filter (where status = 'queued'), 'processing', count(*) filter (where status = 'processing'),
    'oldestQueuedSeconds', coalesce(floor(greatest(0, extract(epoch from
      clock_timestamp() - min(greatest(created_at, run_after)) filter (where status = 'queued')))), 0))
    from private.open_tasks;
$$;

create function public.read_metrics() returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  -- Before the fold, whose lock the sweep would wait for.
  v_audit private.ledger_audit := private.audit_ledger();
begin
  perform private.fold_metrics();
  return jsonb_build_object(
    'open', (
      select jsonb_build_object(
               'queued', count(*) filter (where status = 'queued' and not retrying),
               'retrying', count(*) filter (where status = 'queued' and retrying),
               'processing', count(*) filter (where status = 'processing'))
        from private.open_tasks),
    'oldestQueuedSeconds', public.read_queue_stats() -> 'oldestQueuedSeconds',
    'ledgerDrift', v_audit.drift,
    'ledgerAuditedAt', extract(epoch from v_audit.audited_at),
    'sweptAt', (select extract(epoch from swept_at) from private.installation),
    'bounds', to_jsonb(private.metric_bounds()),
    'totals', (
      select coalesce(jsonb_agg(jsonb_build_object('name', name, 'labels', labels, 'count', count, 'sum', sum, 'buckets', buckets)
                                order by name, labels), '[]')
        from (select name, labels, sum(count) as count, sum(sum) as sum, jsonb_object_agg(bucket, count) as buckets
                from private.metric_totals group by name, labels) totals));
end;
$$;
comment on function public.read_metrics() is
  'Everything that /api/metrics prints: {open: {queued, retrying: waiting for its time, processing}, oldestQueuedSeconds, ledgerDrift: credits, '
  'ledgerAuditedAt, sweptAt: s since 1970, or null, bounds: s, totals: [{name, labels, count, sum, buckets: {number of bounds exceeded: count}}]}.';

revoke execute on all functions in schema private from public;
revoke execute on function public.read_metrics() from public, anon, authenticated;
grant execute on function public.read_metrics() to service_role;
