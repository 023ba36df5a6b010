-- Background work: one row per task, with its status, lease and attempts. The row is the truth.
--
--   queued ── claim ──▶ processing ── finish ──▶ completed | failed | canceled
--     ▲                     │
--     └── retry · release · expired lease
--
-- A claim counts the attempt and gives a lease; only its holder ends the attempt. The functions here are the steps from one status
-- to the next; whoever calls them holds the user's profile lock.

create table public.task_kinds (
  kind text primary key,
  lane text not null,
  places integer check (places >= 1),
  priority integer not null default 0,
  quiet boolean not null default false
);
comment on table public.task_kinds is 'What kinds of work there are. A kind that a process doesn''t know it never claims.';
comment on column public.task_kinds.lane is 'Tasks of a lane share its places; no lane waits for another.';
comment on column public.task_kinds.places is 'How many tasks of the lane a user may have processing; null: MAX_RUNNING_PER_USER.';
comment on column public.task_kinds.priority is 'Within a lane the lowest is claimed first.';
comment on column public.task_kinds.quiet is 'Nobody waits for it: not among the pending tasks.';
insert into public.task_kinds (kind, lane, places, quiet) values ('image', 'pictures', null, false), ('title', 'quick', 4, true);
alter table public.task_kinds enable row level security;
create policy "read kinds" on public.task_kinds for select to authenticated using (true);

create table public.tasks (
  id uuid primary key,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  kind text not null references public.task_kinds (kind),
  status text not null default 'queued'
    check (status in ('queued', 'processing', 'completed', 'failed', 'canceled')),
  price integer not null check (price >= 0),
  payload jsonb not null,
  stats_key text not null,
  attempts integer not null default 0,
  max_attempts integer not null check (max_attempts >= 1),
  retry_delays integer[] not null,
  run_after timestamptz not null default clock_timestamp(),
  lease_seconds integer not null check (lease_seconds >= 1),
  lease_token uuid,
  lease_expires_at timestamptz,
  error_code text,
  error_retry_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  made_at timestamptz,
  finished_at timestamptz,
  origin jsonb,
  accepted jsonb,
  group_id uuid,
  waits_for integer not null default 0 check (waits_for >= 0),
  needs integer not null default 0,
  progress real check (progress between 0 and 1),
  result jsonb,
  constraint tasks_wait_in_queue check (waits_for = 0 or status in ('queued', 'canceled')),
  check (attempts between 0 and max_attempts),
  check ((status = 'processing') = (lease_token is not null)),
  check ((lease_token is null) = (lease_expires_at is null)),
  check ((status in ('completed', 'failed', 'canceled')) = (finished_at is not null))
);
comment on table public.tasks is 'Units of background work. Only the functions of the lifecycle write here.';
comment on column public.tasks.payload is 'Every setting the work will use, as it was at submit.';
comment on column public.tasks.stats_key is 'Groups attempts of like duration, for estimates.';
comment on column public.tasks.run_after is 'Not before this; also the order of the user''s queue.';
comment on column public.tasks.error_retry_at is 'When a person may usefully try again after this final error.';
comment on column public.tasks.version is 'Rises with every change a person could see, never with a heartbeat.';
comment on column public.tasks.started_at is 'Start of the current or last attempt.';
comment on column public.tasks.made_at is
  'Since when the picture is made: its bytes are in a worker''s hands, or stored. From then on the task can''t be canceled.';
comment on column public.tasks.origin is 'The request that asked for it: {requestId, traceparent?}; null if none is known.';
comment on column public.tasks.accepted is
  'Of the first task of a request older than a day: {hash: private.hash_request, response: the first answer without taskIds}.';
comment on column public.tasks.waits_for is 'How many results are still to come before it may start; it is queued for ever until then.';
comment on column public.tasks.needs is 'How many of the results that it waits for must be there; with fewer it is canceled.';
comment on column public.tasks.progress is 'How much of the attempt is done, 0 to 1, as its process last said.';
comment on column public.tasks.result is 'What it made, as its kind says it; null where domain rows hold it.';
-- A user's queue of a kind in its order: claims, positions, find_due.
create index tasks_queued on public.tasks (kind, user_id, run_after, id) where status = 'queued' and waits_for = 0;
-- What goes before those that were never tried (next_due).
create index tasks_retrying on public.tasks (kind, user_id, run_after, id) where status = 'queued' and error_code is not null;
-- The next retry of anybody (nextDueMs of claim_tasks).
create index tasks_next_retry on public.tasks (run_after) where status = 'queued' and error_code is not null;
-- Places in use, and the sweep: those that are processing are few enough to look at. With an index of their leases, every
-- heartbeat would move a row in each index of tasks.
create index tasks_processing on public.tasks (user_id) where status = 'processing';
-- read_pending_tasks, and the cascade from the profile.
create index tasks_of_user on public.tasks (user_id, created_at);
alter table public.tasks enable row level security;
create policy "read own tasks" on public.tasks for select to authenticated
  using (user_id = (select auth.uid()));

-- With its columns by name: those of the table stand in another order where they came one after the other.
create view private.leases with (security_invoker = true) as
select id, status, attempts, group_id, lease_token, lease_seconds, lease_expires_at, progress, made_at, error_code, error_retry_at, version,
       finished_at
  from public.tasks where status = 'processing' and lease_expires_at > clock_timestamp();
comment on view private.leases is
  'The fence: tasks whose lease runs. Whoever writes under a lease finds its task here, by id and token, or has lost it. '
  'Statements are planned as if they said the condition themselves, so that it costs nothing.';

create table public.task_attempts (
  task_id uuid not null references public.tasks (id) on delete cascade,
  attempt integer not null,
  stats_key text not null,
  due_at timestamptz,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('completed', 'failed', 'canceled', 'released', 'expired')),
  error_code text,
  primary key (task_id, attempt),
  check ((ended_at is null) = (outcome is null))
);
comment on table public.task_attempts is 'One row per claim of a task; a released attempt is given back and its row used again.';
comment on column public.task_attempts.due_at is
  'Since when the task could have been claimed for this attempt, its user''s places aside. Null for attempts older than this column.';
-- private.past_durations.
create index task_attempts_durations on public.task_attempts (stats_key, ended_at desc)
  where outcome in ('completed', 'failed');
alter table public.task_attempts enable row level security;
create policy "read attempts of own tasks" on public.task_attempts for select to authenticated
  using (exists (select from public.tasks where tasks.id = task_attempts.task_id));

create function private.never() returns timestamptz
language sql immutable set search_path = '' as $$
  select timestamptz '9999-12-31 00:00:00+00';
$$;
comment on function private.never() is 'The run_after of a task that waits for others. Not infinity, which neither JSON nor JavaScript can say.';

create function private.insert_tasks(p_user_id uuid, p_tasks jsonb, p_limits jsonb, p_group_id uuid default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_delays integer[] := array(select jsonb_array_elements_text(p_limits -> 'retryDelaysSeconds')::integer);
begin
  insert into public.tasks (id, user_id, kind, price, payload, stats_key, max_attempts, retry_delays, lease_seconds, origin,
                            group_id, waits_for, needs, run_after, created_at)
  select given.id, p_user_id, given.kind, given.price, given.payload, given."statsKey", cardinality(v_delays) + 1, v_delays,
         (p_limits ->> 'leaseSeconds')::integer, p_limits -> 'origin', p_group_id, given.waits, coalesce(given.needs, given.waits),
         case when given.waits > 0 then private.never() else given.at end, given.at
    from (select task.*, coalesce(jsonb_array_length(task."waitsFor"), 0) as waits, v_now + task.number * interval '1 microsecond' as at
            from rows from (jsonb_to_recordset(p_tasks) as (
                   id uuid, kind text, price integer, payload jsonb, "statsKey" text, needs integer, "waitsFor" jsonb))
                 with ordinality as task (id, kind, price, payload, "statsKey", needs, "waitsFor", number)) given;
end;
$$;
comment on function private.insert_tasks(uuid, jsonb, jsonb, uuid) is
  'Queues new tasks of a user in their order: [{id, kind, price, payload, statsKey, needs?, waitsFor?}]. Charges nothing. p_limits: {leaseSeconds, retryDelaysSeconds, origin?}.';

create function private.start_attempt(p_task_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_task public.tasks;
begin
  with started as (
    update public.tasks
       set status = 'processing', attempts = attempts + 1, version = version + 1, started_at = v_now,
           lease_token = gen_random_uuid(), lease_expires_at = v_now + make_interval(secs => lease_seconds),
           error_code = null, progress = null
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
    'taskId', v_task.id, 'kind', v_task.kind, 'lane', (select lane from public.task_kinds where kind = v_task.kind), 'userId', v_task.user_id, 'attempt', v_task.attempts,
    'maxAttempts', v_task.max_attempts, 'leaseToken', v_task.lease_token, 'leaseSeconds', v_task.lease_seconds,
    'model', v_task.payload ->> 'model', 'origin', v_task.origin, 'made', v_task.made_at is not null, 'payload', v_task.payload) end;
end;
$$;
comment on function private.start_attempt(uuid) is
  'Claims a queued task: counts the attempt, gives the lease, and returns what the work needs (made: whether an earlier attempt had the picture in hand); null if it is not queued any more.';

create function private.end_attempt(p_task_id uuid, p_attempt integer, p_outcome text, p_error_code text default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.task_attempts
     set ended_at = clock_timestamp(), outcome = p_outcome, error_code = p_error_code
   where task_id = p_task_id and attempt = p_attempt and ended_at is null;
end;
$$;
comment on function private.end_attempt(uuid, integer, text, text) is 'Closes the open attempt of a task, if there is one.';

create function private.requeue_task(p_task_id uuid, p_run_after timestamptz, p_error_code text, p_give_back boolean) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.tasks
     set status = 'queued', run_after = p_run_after, lease_token = null, lease_expires_at = null,
         version = version + 1, error_code = p_error_code, attempts = attempts - case when p_give_back then 1 else 0 end
   where id = p_task_id;
end;
$$;
comment on function private.requeue_task(uuid, timestamptz, text, boolean) is
  'processing → queued, not before p_run_after; p_give_back returns the attempt.';

create function private.refund_task(p_task_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_charge public.credit_ledger;
begin
  select * into v_charge from public.credit_ledger where task_id = p_task_id and kind = 'charge';
  if found then
    perform private.record_credits(v_charge.user_id, p_task_id, 'refund', -v_charge.amount);
  end if;
end;
$$;
comment on function private.refund_task(uuid) is
  'Returns what the task was charged, the same amount; a second refund breaks the unique index and with it the transaction.';

create function private.end_task(p_task_id uuid, p_status text, p_error_code text default null, p_retry_at timestamptz default null, p_advance boolean default true) returns void
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
    perform private.let_go_of_references((select batch_id from public.generated_images where task_id = p_task_id));
  end if;
  if v_task.group_id is not null and p_advance then
    perform private.advance_group(v_task.group_id, array[p_task_id]);
  end if;
end;
$$;
comment on function private.end_task(uuid, text, text, timestamptz, boolean) is 'Ends a task, refunds it unless it completed, and goes on with its group unless the caller does. Under the lock of the profile.';
