-- Numbers for /api/metrics. Counters must never fall, but rows go with a deleted account and a released attempt is used again:
-- so every event is noted with the change that makes it, and folded into totals by the sweep and by whoever reads. Totals that
-- were counted up directly would make all users wait for one row. With a million finished tasks a reading takes 0.2 s, all of it
-- for the ledger; counting the rows of tasks and attempts took 1.4 s.

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

create function private.note_attempt(p_attempt public.task_attempts) returns void
language sql security definer set search_path = '' as $$
  insert into private.metric_events (name, labels, value)
  select 'attempts', jsonb_strip_nulls(jsonb_build_object('outcome', p_attempt.outcome, 'error_code', p_attempt.error_code)), 1
  union all
  select 'time_to_claim', '{}', extract(epoch from p_attempt.started_at - p_attempt.due_at)
   where p_attempt.due_at is not null
  union all
  select 'attempt_duration',
         jsonb_build_object('provider', split_part(p_attempt.stats_key, ':', 1), 'model', split_part(p_attempt.stats_key, ':', 2),
                            'size', split_part(p_attempt.stats_key, ':', 3), 'outcome', p_attempt.outcome),
         extract(epoch from p_attempt.ended_at - p_attempt.started_at)
   where p_attempt.outcome in ('completed', 'failed');
$$;
comment on function private.note_attempt(public.task_attempts) is 'Notes an attempt that has ended.';

create function private.note_task(p_task public.tasks) returns void
language sql security definer set search_path = '' as $$
  insert into private.metric_events (name, labels)
  values ('tasks_finished', jsonb_strip_nulls(jsonb_build_object('status', p_task.status, 'error_code', p_task.error_code)));
$$;
comment on function private.note_task(public.tasks) is 'Notes a task that has come to its end.';

create function private.note_metric() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  case tg_argv[0]
    when 'attempt' then
      perform private.note_attempt(new);
    when 'task' then
      perform private.note_task(new);
    when 'retry' then
      insert into private.metric_events (name) values ('retries');
    when 'refund' then
      insert into private.metric_events (name, value) values ('refunds', new.amount);
    when 'fenced' then
      insert into private.metric_events (name) values ('fenced_writes');
  end case;
  return null;
end;
$$;
comment on function private.note_metric() is 'Notes for the metrics what its first argument says has happened.';

create trigger note_attempt after update of ended_at on public.task_attempts
  for each row when (old.ended_at is null and new.ended_at is not null) execute function private.note_metric('attempt');
create trigger note_task after update of status on public.tasks
  for each row when (old.finished_at is null and new.finished_at is not null) execute function private.note_metric('task');
-- A release and an expired lease leave no error code on the task that goes back to the queue.
create trigger note_retry after update of status on public.tasks
  for each row when (old.status = 'processing' and new.status = 'queued' and new.error_code is not null)
  execute function private.note_metric('retry');
create trigger note_refund after insert on public.credit_ledger
  for each row when (new.kind = 'refund') execute function private.note_metric('refund');
create trigger note_fenced after insert on private.fenced_writes
  for each row execute function private.note_metric('fenced');

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

create function private.ledger_drift() returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce(sum(abs(coalesce(p.credits, 0) - coalesce(entries.total, 0))), 0)
    from public.profiles p
    full join (select user_id, sum(amount) as total from public.credit_ledger group by user_id) entries using (user_id);
$$;
comment on function private.ledger_drift() is 'Credits by which balances and ledger differ, summed over all accounts: always 0.';

create function public.read_metrics() returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
  perform private.fold_metrics();
  return jsonb_build_object(
    'queue', public.read_queue_stats(),
    'ledgerDrift', private.ledger_drift(),
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
  'Everything that /api/metrics prints: {queue: as read_queue_stats, ledgerDrift: credits, sweptAt: s since 1970 or null, bounds: s, '
  'totals: [{name, labels, count, sum, buckets: {number of bounds exceeded: count}}]}.';

-- What happened before this migration.
do $$
begin
  perform private.note_attempt(a) from public.task_attempts a where ended_at is not null;
  perform private.note_task(t) from public.tasks t where finished_at is not null;
end;
$$;
insert into private.metric_events (name)
select 'retries' from public.task_attempts before
  join public.task_attempts after on after.task_id = before.task_id and after.attempt = before.attempt + 1
 where before.outcome = 'failed';
insert into private.metric_events (name, value) select 'refunds', amount from public.credit_ledger where kind = 'refund';
insert into private.metric_events (name) select 'fenced_writes' from private.fenced_writes;
select private.fold_metrics();

revoke execute on all functions in schema private from public;
revoke execute on function public.read_metrics() from public, anon, authenticated;
grant execute on function public.read_metrics() to service_role;
