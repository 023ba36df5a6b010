-- Numbers for /api/metrics. A counter that falls when an account is deleted would be taken for one that began anew, and its
-- whole value for a sudden rise; and a released attempt's row is used again. So every event is noted with the change that makes
-- it, and folded into totals by clean_up and by whoever reads. (Totals counted up directly would make all users wait for one row.)
-- With a million finished tasks a reading takes 1 ms, or 190 ms when it compares the ledger; counting from the rows took 1.2 s.

create table private.metric_events (
  id bigint generated always as identity primary key,
  name text not null,
  labels jsonb not null default '{}',
  value double precision not null default 1
);
comment on table private.metric_events is 'What has happened since the last fold: value is in seconds for durations, in credits for refunds.';
alter table private.metric_events enable row level security;
create policy "nobody" on private.metric_events using (false);

create table private.metric_totals (
  name text not null,
  labels jsonb not null,
  bucket integer not null,
  count bigint not null,
  sum double precision not null,
  primary key (name, labels, bucket)
);
comment on table private.metric_totals is 'Folded events, by bucket: the number of private.metric_bounds() that the value exceeds.';
alter table private.metric_totals enable row level security;
create policy "nobody" on private.metric_totals using (false);

create function private.metric_bounds() returns double precision[]
language sql immutable security definer set search_path = '' as $$
  select array[0.1, 0.25, 0.5, 1, 2, 5, 10, 15, 20, 30, 45, 60, 120, 240, 600, 3600]::double precision[];
$$;
comment on function private.metric_bounds() is 'Upper bounds of the buckets of every histogram, in seconds. Totals kept by other bounds do not fit.';

-- What would be less than nothing is noted as nothing: a sum that falls would be taken for a counter that began anew.
create function private.note_attempt() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.ended_at is null and new.ended_at is not null then
    insert into private.metric_events (name, labels, value)
    values ('attempt', jsonb_build_array(new.stats_key, new.outcome, coalesce(new.error_code, ''),
                                         case when new.due_at is not null then greatest(0, extract(epoch from new.started_at - new.due_at)) end),
            greatest(0, extract(epoch from new.ended_at - new.started_at)));
  end if;
  return null;
end;
$$;
comment on function private.note_attempt() is
  'Notes an attempt that has ended: labels are [stats_key, outcome, error_code, how long its claim took in s or null], value is how long it worked.';
create trigger note_attempt after update of ended_at on public.task_attempts
  for each row execute function private.note_attempt();

create function private.note_refund() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.metric_events (name, value) values ('refunds', new.amount);
  return null;
end;
$$;
comment on function private.note_refund() is 'Notes a refund, in credits.';
create trigger note_refund after insert on public.credit_ledger
  for each row when (new.kind = 'refund') execute function private.note_refund();

create function private.note_event() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.metric_events (name) values (tg_argv[0]);
  return null;
end;
$$;
comment on function private.note_event() is 'Notes that what its argument names has happened.';
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
comment on function private.fold_metrics() is 'Moves the noted events into the totals. One at a time: the others wait.';

create table private.ledger_audit (
  only_row boolean primary key default true check (only_row),
  drift bigint,
  audited_at timestamptz not null default '-infinity',
  seconds double precision not null default 0
);
comment on table private.ledger_audit is
  'The last comparison of all balances with the ledger. drift: credits by which they differ, summed over all accounts, always 0; seconds: how long it took.';
alter table private.ledger_audit enable row level security;
create policy "nobody" on private.ledger_audit using (false);
insert into private.ledger_audit default values;

create function private.audit_ledger() returns private.ledger_audit
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_drift bigint;
  v_audit private.ledger_audit;
begin
  select * into v_audit from private.ledger_audit for update;
  if v_audit.audited_at > v_now or v_now >= v_audit.audited_at + make_interval(secs => 100 * v_audit.seconds) then
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
select status, created_at, run_after, error_code is not null and run_after > clock_timestamp() as retrying, kind, waits_for
  from public.tasks where status = 'queued'
union all
select status, created_at, run_after, false, kind, 0 from public.tasks where status = 'processing';
comment on view private.open_tasks is 'Tasks that have not ended, by the index of either status: with "in" all finished ones are looked at too.';

create function public.read_queue_stats() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'queued', count(*) filter (where status = 'queued'), 'processing', count(*) filter (where status = 'processing'),
    'oldestQueuedSeconds', coalesce(floor(greatest(0, extract(epoch from
      clock_timestamp() - min(greatest(created_at, run_after)) filter (where status = 'queued')))), 0),
    'due', (select coalesce(jsonb_object_agg(kind, jsonb_build_object('lane', lane, 'seconds', seconds)), '{}')
              from (select o.kind, k.lane, floor(extract(epoch from clock_timestamp() - min(greatest(o.created_at, o.run_after)))) as seconds
                      from private.open_tasks o join public.task_kinds k on k.kind = o.kind
                     where o.status = 'queued' and o.waits_for = 0 and o.run_after <= clock_timestamp() group by o.kind, k.lane) waiting))
    from private.open_tasks;
$$;
comment on function public.read_queue_stats() is
  'How much waits and is worked on: {queued, processing, oldestQueuedSeconds, due: {kind: {lane, seconds: how long its oldest due task has waited}}}.';

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
    'purges', (
      select jsonb_build_object('due', count(*), 'oldestSeconds', coalesce(extract(epoch from clock_timestamp() - min(due_at)), 0))
        from private.object_purges where due_at <= clock_timestamp()),
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
  'Everything that /api/metrics prints: {open: {queued, retrying: waiting for its time, processing}, oldestQueuedSeconds, purges: {due, oldestSeconds}, ledgerDrift: credits, '
  'ledgerAuditedAt, sweptAt: s since 1970, or null, bounds: s, totals: [{name, labels, count, sum, buckets: {number of bounds exceeded: count}}]}.';
