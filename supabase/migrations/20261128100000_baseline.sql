-- Accounts: a profile with a balance for every user, and the ledger that explains it.
--
-- These files, in their order, are the database as it is. The API calls the functions of the schema public; those of the schema
-- private are steps that they share. Every function is security definer with an empty search_path unless it reads as its caller.
-- After a change: npm run schema (see docs/operations.md).

-- Functions may name what comes further below.
set local check_function_bodies = off;

create schema private;
comment on schema private is 'Internals of Darkroom: never exposed through the API.';

create table private.installation (
  only_row boolean primary key default true check (only_row),
  signup_credits integer not null default 100 check (signup_credits >= 0),
  swept_at timestamptz
);
comment on table private.installation is 'What the database must know of this installation''s settings; written by configure_installation.';
comment on column private.installation.swept_at is 'When expired leases were last looked for.';
alter table private.installation enable row level security;
-- The tables of the schema private are for the functions that own them: said as a policy, so that none is missing by oversight.
create policy "nobody" on private.installation using (false);
insert into private.installation default values;

-- Deleting an account takes the lock of its auth.users row first and that of its profile next. Whoever accepts or refunds work holds
-- the profile, and a foreign key to the user would want the user then: a deadlock. So what belongs to an account refers to its
-- profile, and the profile follows the user by triggers: a row that is written twice in one transaction has its foreign keys
-- checked again, so that a claim of two pictures would want the user, too.
create table public.profiles (
  user_id uuid primary key,
  credits integer not null default 0 check (credits >= 0),
  created_at timestamptz not null default clock_timestamp(),
  running integer not null default 0,
  served_at timestamptz,
  due_at timestamptz,
  turn bigint not null default 0
);
comment on table public.profiles is
  'One row per account. Its row lock orders everything that touches the user''s money or places; what belongs to the account refers to it.';
comment on column public.profiles.credits is 'Balance in credits: always the sum of the user''s ledger.';
comment on column public.profiles.running is 'Places that the user holds now: pictures that are processing.';
comment on column public.profiles.served_at is 'When a task of the user was last started. Whose turn it is goes by turn.';
comment on column public.profiles.due_at is 'The earliest run_after of the user''s queued tasks; null when none is queued.';
comment on column public.profiles.turn is 'Number of the user''s last turn, of all turns; 0 before the first.';
-- Whose turn it is (claim_tasks): one index scan, however many users wait.
create index profiles_turns on public.profiles (running, turn, due_at) where due_at is not null;
alter table public.profiles enable row level security;
create policy "read own profile" on public.profiles for select to authenticated
  using (user_id = (select auth.uid()));

create table public.credit_ledger (
  id bigint generated always as identity primary key,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  task_id uuid,
  kind text not null check (kind in ('grant', 'charge', 'refund', 'adjustment')),
  amount integer not null check (amount <> 0),
  created_at timestamptz not null default clock_timestamp(),
  check ((kind in ('charge', 'refund')) = (task_id is not null)),
  check (case kind when 'charge' then amount < 0 when 'adjustment' then true else amount > 0 end)
);
comment on table public.credit_ledger is 'Append-only. Signed amounts in credits. task_id has no foreign key, so that history outlives a deleted task.';
create unique index credit_ledger_once_per_task on public.credit_ledger (task_id, kind) where task_id is not null;
-- list_credits.
create index credit_ledger_of_user on public.credit_ledger (user_id, id desc);
alter table public.credit_ledger enable row level security;
create policy "read own ledger" on public.credit_ledger for select to authenticated
  using (user_id = (select auth.uid()));

create function private.keep_ledger() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' and not exists (select from auth.users where id = old.user_id) then
    return old;
  end if;
  raise exception 'credit_ledger is append-only' using errcode = 'restrict_violation';
end;
$$;
comment on function private.keep_ledger() is 'Refuses changes of the ledger, but for the cascade of a deleted account.';
create trigger keep_ledger before update or delete on public.credit_ledger
  for each row execute function private.keep_ledger();

create function private.lock_profile(p_user_id uuid) returns public.profiles
language plpgsql security definer set search_path = '' as $$
declare
  v_profile public.profiles;
begin
  select * into v_profile from public.profiles where user_id = p_user_id for update;
  return v_profile;
end;
$$;
comment on function private.lock_profile(uuid) is
  'Locks the user''s profile first: the order of locks is user (of an account that is deleted), profile, task.';

create function private.record_credits(p_user_id uuid, p_task_id uuid, p_kind text, p_amount integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_balance integer;
begin
  insert into public.credit_ledger (user_id, task_id, kind, amount) values (p_user_id, p_task_id, p_kind, p_amount);
  update public.profiles set credits = credits + p_amount where user_id = p_user_id returning credits into v_balance;
  return v_balance;
end;
$$;
comment on function private.record_credits(uuid, uuid, text, integer) is
  'The only writer of the ledger: appends an entry, moves the balance with it, returns the new balance.';

create function private.open_account() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_credits integer := (select signup_credits from private.installation);
begin
  insert into public.profiles (user_id) values (new.id);
  if v_credits > 0 then
    perform private.record_credits(new.id, null, 'grant', v_credits);
  end if;
  return new;
end;
$$;
comment on function private.open_account() is 'Gives every new account its profile and its sign-up credits, however it was made.';
create trigger open_account after insert on auth.users
  for each row execute function private.open_account();

create function private.close_account() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.profiles where user_id = old.id;
  return null;
end;
$$;
comment on function private.close_account() is 'An account is deleted: all that belongs to it goes with its profile.';
create trigger close_account after delete on auth.users
  for each row execute function private.close_account();

create function public.configure_installation(p_signup_credits integer) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update private.installation set signup_credits = p_signup_credits where signup_credits <> p_signup_credits;
end;
$$;
comment on function public.configure_installation(integer) is 'Tells the database what every new account is granted, in credits.';

create function public.grant_credits(p_user_id uuid, p_amount integer) returns integer
language plpgsql security definer set search_path = '' as $$
begin
  if (private.lock_profile(p_user_id)).user_id is null then
    raise exception 'no account' using errcode = 'PT404';
  end if;
  return private.record_credits(p_user_id, null, 'grant', p_amount);
end;
$$;
comment on function public.grant_credits(uuid, integer) is 'Adds credits to an account; returns the new balance. Raises PT404.';

create function public.grant_credits_by_email(p_email text, p_amount integer) returns integer
language plpgsql security definer set search_path = '' as $$
begin
  return public.grant_credits((select id from auth.users where lower(email) = lower(p_email)), p_amount);
end;
$$;
comment on function public.grant_credits_by_email(text, integer) is 'Adds credits to the account of this e-mail; returns the new balance. Raises PT404.';

create function public.list_credits(p_limit integer, p_before bigint default null) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'balance', coalesce((select credits from public.profiles), 0),
    'entries', coalesce((select jsonb_agg(page order by page.id desc)
        from (select id, kind, amount, task_id, created_at from public.credit_ledger
               where id < coalesce(p_before, 9223372036854775807)
               order by id desc limit p_limit) page), '[]'));
$$;
comment on function public.list_credits(integer, bigint) is
  'The caller''s balance and a page of their ledger, newest first: {balance, entries: {id, kind, amount, task_id, created_at}[]}. p_before: id of the page before''s last.';

-- Background work: one row per task, with its status, lease and attempts. The row is the truth.
--
--   queued ── claim ──▶ processing ── finish ──▶ completed | failed | canceled
--     ▲                     │
--     └── retry · release · expired lease
--
-- A claim counts the attempt and gives a lease; only its holder ends the attempt. The functions here are the steps from one status
-- to the next; whoever calls them holds the user's profile lock.

create table public.tasks (
  id uuid primary key,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  kind text not null check (kind in ('image', 'title')),
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
-- A user's queue in its order: claims, positions, find_due.
create index tasks_queued on public.tasks (user_id, run_after, id) where status = 'queued';
-- What goes before the oldest picture (claim_tasks).
create index tasks_going_first on public.tasks (user_id, run_after, id)
  where status = 'queued' and (kind <> 'image' or error_code is not null);
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
           error_code = null
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
    'taskId', v_task.id, 'kind', v_task.kind, 'userId', v_task.user_id, 'attempt', v_task.attempts,
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

create function private.end_task(p_task_id uuid, p_status text, p_error_code text default null, p_retry_at timestamptz default null) returns void
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
end;
$$;
comment on function private.end_task(uuid, text, text, timestamptz) is
  'Moves a task to a terminal status; failed and canceled ones are refunded, what they stored is planned for removal, and what they referred to '
  'if nothing else does, in the same transaction.';

-- Whose turn it is, kept beside the balance by triggers of tasks, so that it is as true as the rows: a claim that looked at every user
-- who waits, and counted the places of each, took 3 ms with 200 of them, and no index could order them.
--
-- With fewer places in all than users with a backlog, "fewest running, then longest wait" serves those who queued first until
-- nothing of theirs is left. So turns go round; and by number, not by time: whoever was served while the clock was an hour
-- fast would wait for an hour after it was put right.

create sequence private.turns;

create function private.find_due(p_user_id uuid) returns timestamptz
language plpgsql security definer set search_path = '' as $$
begin
  return (select run_after from public.tasks
           where user_id = p_user_id and status = 'queued' order by run_after, id limit 1);
end;
$$;
comment on function private.find_due(uuid) is 'The earliest run_after of the user''s queued tasks; null when none is queued.';

create function private.count_running(p_user_id uuid) returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  return (select running from public.profiles where user_id = p_user_id);
end;
$$;
comment on function private.count_running(uuid) is 'Places that the user holds now: pictures alone need them.';

create function private.queue_turn() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.profiles set due_at = new.run_after
   where user_id = new.user_id and (due_at is null or due_at > new.run_after);
  return null;
end;
$$;
comment on function private.queue_turn() is 'A new task waits: its user is due by then.';
create trigger queue_turn after insert on public.tasks
  for each row when (new.status = 'queued') execute function private.queue_turn();

create function private.renumber_queue(p_user_id uuid, p_run_after timestamptz, p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.tasks set version = version + 1
   where user_id = p_user_id and status = 'queued' and (run_after, id) > (p_run_after, p_id) and kind = 'image';
end;
$$;
comment on function private.renumber_queue(uuid, timestamptz, uuid) is
  'A picture entered or left the queue here: those behind it show another position, so their version rises.';

create function private.follow_task() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_due_at timestamptz;
begin
  if new.status = old.status and new.run_after = old.run_after then
    return null;
  end if;
  if new.status = 'canceled' then
    if old.made_at is not null then
      raise exception 'the picture is made' using errcode = 'PT409', detail = jsonb_build_object('status', 'made', 'taskId', new.id)::text;
    end if;
    if new.started_at is not null and new.kind = 'image' then
      insert into public.generation_requests (task_id, user_id, task_ids, request, response)
      values (gen_random_uuid(), new.user_id, '{}', '{}', '{}');
    end if;
  end if;
  if old.status = 'processing' and new.finished_at is not null then
    if new.kind = 'image' then
      update public.profiles set running = running - 1 where user_id = new.user_id;
    end if;
  else
    update public.profiles
       set running = running + case when new.kind <> 'image' then 0 when new.status = 'processing' then 1 when old.status = 'processing' then -1 else 0 end,
           served_at = case when new.status = 'processing' then new.started_at else served_at end,
           turn = case when new.status = 'processing' then nextval('private.turns') else turn end,
           due_at = (select t.run_after from public.tasks t
                      where t.user_id = new.user_id and t.status = 'queued' order by t.run_after, t.id limit 1)
     where user_id = new.user_id
    returning due_at into v_due_at;
    if v_due_at is not null and new.kind = 'image' then
      perform private.renumber_queue(new.user_id, new.run_after, new.id);
    end if;
  end if;
  if new.status in ('failed', 'canceled') then
    insert into private.metric_events (name, labels)
    values ('tasks_finished', jsonb_build_object('status', new.status, 'error_code', coalesce(new.error_code, '')));
  elsif old.status = 'processing' and new.status = 'queued' and new.error_code is not null then
    -- A release and an expired lease leave no error code on the task that goes back to the queue.
    insert into private.metric_events (name) values ('retries');
  end if;
  return null;
end;
$$;
comment on function private.follow_task() is
  'Keeps the turn of a task''s user and the positions in their queue, and notes its end and its retries for the metrics; a completed one is noted with its attempt. '
  'Whoever cancels, with a topic for one, is refused (PT409) once the picture is made, and of a started one counts for the rate limit.';
create trigger follow_task after update of status, run_after on public.tasks
  for each row execute function private.follow_task();

create function private.end_turn() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.profiles
     set running = running - (old.status = 'processing' and old.kind = 'image')::integer, due_at = private.find_due(user_id)
   where user_id = old.user_id;
  return null;
end;
$$;
comment on function private.end_turn() is 'An open task''s row is gone: neither its place nor its turn is left.';
create trigger end_turn after delete on public.tasks
  for each row when (old.finished_at is null) execute function private.end_turn();

create function private.mend_profile(p_user_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.profiles
     set running = (select count(*) from public.tasks where user_id = p_user_id and status = 'processing' and kind = 'image'),
         due_at = private.find_due(p_user_id)
   where user_id = p_user_id;
end;
$$;
comment on function private.mend_profile(uuid) is 'Lets a profile say of its tasks what they say themselves.';

create function private.mend_queue() returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_user_id uuid;
  v_mended boolean := false;
begin
  for v_user_id in
    select p.user_id from public.profiles p
     where p.due_at > v_now and exists (
       select from public.tasks t
        where t.user_id = p.user_id and t.status = 'queued' and t.run_after > v_now
          and (t.error_code is null or exists (
            select from public.task_attempts a where a.task_id = t.id and a.attempt = t.attempts and a.ended_at > v_now)))
     for update of p skip locked
  loop
    -- In their order, each a moment before now.
    update public.tasks set run_after = mended.run_after, version = version + 1
      from (select t.id, case when t.error_code is null
                           then v_now - interval '1 microsecond' * count(*) over (order by t.run_after desc, t.id desc)
                           else v_now + (t.run_after - a.ended_at) end as run_after
              from public.tasks t left join public.task_attempts a on a.task_id = t.id and a.attempt = t.attempts
             where t.user_id = v_user_id and t.status = 'queued' and t.run_after > v_now
               and (t.error_code is null or a.ended_at > v_now)) mended
     where tasks.id = mended.id;
    update public.task_attempts a set ended_at = v_now from public.tasks t
     where t.user_id = v_user_id and t.status = 'queued' and a.task_id = t.id and a.attempt = t.attempts and a.ended_at > v_now;
    v_mended := true;
  end loop;
  return v_mended;
end;
$$;
comment on function private.mend_queue() is
  'A task that waits for no retry is due since it was queued: if its time is still to come, the clock was fast then and was put right. It is due now, and a retry '
  'waits for as long as it was meant to from now on. True if there was any.';

-- Claiming: fair between users, never more than the limit of one user at a time, in as few statements as keep that promise: each
-- costs 20 to 50 µs, whatever it does. Whoever gets as much as it asked for comes again when a place is free, and need not be
-- told when the next retry is due: a twentieth of what a claim and a completion cost.

create function public.claim_tasks(p_limit integer, p_max_running integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_round bigint := nextval('private.turns');
  v_claimed jsonb[] := '{}';
  v_broken jsonb[] := '{}';
  v_aside uuid[] := '{}';
  v_before integer := 0;
  v_user_id uuid;
  v_task_id uuid;
  v_task jsonb;
  v_next_due_ms double precision;
begin
  while cardinality(v_claimed) < p_limit loop
    -- One user at a time: with a limit that is not a constant the statement would be planned anew by every call.
    -- A title or a retry goes before the oldest picture.
    select p.user_id, coalesce(
             (select t.id from public.tasks t
               where t.user_id = p.user_id and t.status = 'queued' and (t.kind <> 'image' or t.error_code is not null) and t.run_after <= v_now
               order by t.kind = 'image', t.run_after, t.id limit 1),
             (select t.id from public.tasks t
               where t.user_id = p.user_id and t.status = 'queued' and t.run_after <= v_now order by t.run_after, t.id limit 1))
      into v_user_id, v_task_id
      from public.profiles p
     where p.running < p_max_running and p.due_at <= v_now and p.turn < v_round and p.user_id <> all (v_aside)
     order by p.running, p.turn, p.due_at limit 1 for update of p skip locked;
    if not found then
      -- Those who hold all their places may have a title to make, which needs none.
      select p.user_id, (select t.id from public.tasks t
               where t.user_id = p.user_id and t.status = 'queued' and t.kind <> 'image' and t.run_after <= v_now
               order by t.run_after, t.id limit 1)
        into v_user_id, v_task_id
        from public.profiles p
       where p.running >= p_max_running and p.due_at <= v_now and p.turn < v_round and p.user_id <> all (v_aside) and p.user_id in (
         select t.user_id from public.tasks t where t.status = 'queued' and t.kind <> 'image' and t.run_after <= v_now)
       order by p.running, p.turn, p.due_at limit 1 for update of p skip locked;
    end if;
    if found then
      v_task := null;
      begin
        v_task := private.start_attempt(v_task_id);
      exception when others then
        -- Of the moment, not of the task: lost connections and races, resources, time-outs.
        if sqlstate ~ '^(08|25|40|53|55|57|58)' then
          raise;
        end if;
        v_broken := v_broken || jsonb_build_object('taskId', v_task_id, 'error', sqlstate || ' ' || sqlerrm);
        perform private.put_aside(v_task_id);
        v_aside := v_aside || v_user_id;
      end;
      if v_task is not null then
        v_claimed := v_claimed || v_task;
      elsif v_task_id is null then
        -- The profile says that something is due, and nothing is: it is put right, and not looked at again.
        perform private.mend_profile(v_user_id);
        v_aside := v_aside || v_user_id;
      end if;
      -- Else another claim took it before the profile was locked: the next look is at what that one left.
    elsif cardinality(v_claimed) > v_before or cardinality(v_claimed) = 0 and private.mend_queue() then
      v_before := cardinality(v_claimed);
      v_round := nextval('private.turns');
      v_now := clock_timestamp();
    else
      exit;
    end if;
  end loop;
  if cardinality(v_claimed) < p_limit then
    select ceil(extract(epoch from run_after - clock_timestamp()) * 1000) into v_next_due_ms from public.tasks
     where status = 'queued' and error_code is not null and run_after > v_now order by run_after limit 1;
  end if;
  return jsonb_build_object('tasks', to_jsonb(v_claimed), 'nextDueMs', v_next_due_ms, 'broken', to_jsonb(v_broken));
end;
$$;
comment on function public.claim_tasks(integer, integer) is
  'Claims up to p_limit due tasks, one per user and round: the user with the fewest running first, then the one whose last turn was longest ago. '
  'Returns {tasks: [{taskId, kind, userId, attempt, maxAttempts, leaseToken, leaseSeconds, model, origin, made, payload}], '
  'nextDueMs: ms until the next retry is due, or null if there is none or p_limit tasks were claimed, '
  'broken: [{taskId, error}] of those that could not be started and were put aside}.';

create function private.put_aside(p_task_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
begin
  select * into v_task from public.tasks where id = p_task_id and status = 'queued';
  if v_task.attempts >= v_task.max_attempts then
    perform private.end_task(p_task_id, 'failed', 'internal');
  else
    perform private.requeue_task(p_task_id, clock_timestamp() + interval '1 minute', 'internal', false);
  end if;
exception when others then
  raise warning 'task % could not be put aside: % %', p_task_id, sqlstate, sqlerrm;
end;
$$;
comment on function private.put_aside(uuid) is
  'A task that cannot be started lets the others of its user go first for a minute; without an attempt left it has failed, and is refunded.';

-- A worker that was stopped while it stored a picture does so when it wakes up, however late, and a heartbeat may be all that
-- tells it that its lease is lost. Here too the order of locks is profile, then task.
create function public.heartbeat_task(p_task_id uuid, p_lease_token uuid) returns boolean
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
comment on function public.heartbeat_task(uuid, uuid) is
  'Prolongs a lease. False means lost (canceled, expired or reclaimed): stop at once. What the latecomer may have stored for an abandoned task is planned for removal.';

-- The ends of an attempt. Each is fenced: without the running lease nothing changes and the answer is "lost".

create table private.fenced_writes (
  id bigint generated always as identity primary key,
  task_id uuid not null,
  at timestamptz not null default clock_timestamp()
);
comment on table private.fenced_writes is 'Every attempt to finish a task under a lease that no longer ran. Nothing else came of it.';
-- private.clean_fenced_writes.
create index fenced_writes_by_age on private.fenced_writes (at);
alter table private.fenced_writes enable row level security;
create policy "nobody" on private.fenced_writes using (false);

create function private.lock_lease(p_task_id uuid, p_lease_token uuid) returns public.tasks
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
begin
  perform from public.profiles where user_id = (select user_id from public.tasks where id = p_task_id) for update;
  select * into v_task from public.tasks
   where id = p_task_id and status = 'processing' and lease_token = p_lease_token and lease_expires_at > clock_timestamp()
     for update;
  if not found then
    perform private.refuse_late(p_task_id);
  end if;
  return v_task;
end;
$$;
comment on function private.lock_lease(uuid, uuid) is
  'The fence: the task, locked, if the caller''s lease still runs. Else null, and what the latecomer may have stored for an abandoned task is planned for removal.';

create function private.refuse_late(p_task_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.fenced_writes (task_id) values (p_task_id);
  perform private.plan_purge(t.user_id, t.id, t.lease_seconds)
     from public.tasks t join public.generated_images g on g.task_id = t.id
    where t.id = p_task_id and (t.status in ('failed', 'canceled') or g.deleted_at is not null);
end;
$$;
comment on function private.refuse_late(uuid) is
  'Notes who came without a running lease; what they may have stored for an abandoned task is planned for removal.';

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

-- A cancel of work that had begun counts like a generation, or starting and canceling in turn would burn the provider's time for
-- nothing. See private.follow_task.
create function public.cancel_task(p_user_id uuid, p_task_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
begin
  perform private.lock_profile(p_user_id);
  select * into v_task from public.tasks where id = p_task_id and user_id = p_user_id and kind = 'image' for update;
  if v_task.id is null then
    raise exception 'no such task' using errcode = 'PT404';
  end if;
  if v_task.finished_at is not null then
    raise exception 'already ended' using errcode = 'PT409', detail = jsonb_build_object('status', v_task.status)::text;
  end if;
  perform private.end_attempt(v_task.id, v_task.attempts, 'canceled');
  perform private.end_task(v_task.id, 'canceled');
end;
$$;
comment on function public.cancel_task(uuid, uuid) is
  'Cancels and refunds a picture that has not ended. Raises PT404, PT409 with {status} when it has, or with {status: "made"} when it is made already. '
  'If it had been started, the cancel counts for the rate limit.';

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
  perform private.mend_queue();
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

-- The search finds words as people see them, and costs what its own person's pictures cost. PostgreSQL's parser takes
-- "red/blue" for a file, "Portra-400" for a number and a line of Chinese for one word, and its lower() and its classes of
-- characters depend on the locale of the installation: words are taken apart here, by code points. Every entry of the
-- index begins with its person's key, so that the beginning of a word meets only that person's entries.

create function private.plain_text(p_text text) returns text
language plpgsql immutable set search_path = '' as $$
declare
  v_text text := p_text;
begin
  if octet_length(v_text) = char_length(v_text) then
    return lower(v_text collate "C");
  end if;
  -- Signs of trade stand apart from their word; what is not seen (joiners, soft hyphens, directions, variation selectors) is gone.
  v_text := translate(v_text, '™℠№', '   ');
  v_text := regexp_replace(v_text, '[\u00ad\u02bb\u02be\u02bf\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]', '', 'g');
  -- Decomposed, capitals with accents are capitals of the table below. A character may become 18: no prompt takes long.
  v_text := lower(lower(left(normalize(v_text, nfkd), 8000) collate "C") collate "default");
  v_text := translate(v_text,
    'ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐҒҖҚҢҮҰҺӘӨѲѢԱԲԳԴԵԶԷԸԹԺԻԼԽԾԿՀՁՂՃՄՅՆՇՈՉՊՋՌՍՎՏՐՑՒՓՔՕՖØøĐđÐðŁłĦħŦŧıŊŋƒىیکة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹',
    'αβγδεζηθικλμνξοπρστυφχψωσабвгдежзиклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґғҗқңүұһәөѳѣաբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆooddddllhhttinnfييكه01234567890123456789');
  v_text := replace(replace(replace(replace(v_text, 'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae');
  v_text := replace(replace(replace(replace(v_text, 'œ', 'oe'), 'Œ', 'oe'), 'þ', 'th'), 'Þ', 'th');
  return normalize(v_text, nfc);
end;
$$;
comment on function private.plain_text(text) is
  'A text in small letters, in one form for all widths, ligatures and digits, with its accents; the same in every locale.';

create function private.fold(p_text text) returns text
language plpgsql immutable set search_path = '' as $$
begin
  if octet_length(p_text) = char_length(p_text) then
    return p_text;
  end if;
  return normalize(regexp_replace(normalize(p_text, nfkd),
    '[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u08d3-\u08ff\u093c\u09bc\u0a3c\u0abc\u0b3c\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]', '', 'g'), nfc);
end;
$$;
comment on function private.fold(text) is
  'Without accents, as people often type: combining marks of Latin, Greek and Cyrillic, points of Hebrew and Arabic. Vowels of Indic scripts and of Thai stay.';

create function private.words(p_text text) returns table (word text, solid boolean, forms text[])
language plpgsql immutable set search_path = '' as $$
declare
  -- Thai, Lao, Myanmar, Khmer, kana, Han, Hangul, emoji and other pictures.
  v_solid constant text := '\u0e01-\u0e3e\u0e40-\u0e4e\u0e50-\u0e59\u0e81-\u0eff\u1000-\u1049\u1050-\u109f\u1100-\u11ff\u1780-\u17d3\u17d7\u17dc-\u17ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\u3005-\u3007\u3021-\u302f\u3031-\u303c\u3041-\u309f\u30a1-\u30fa\u30fc-\u318f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\U0001f000-\U0001faff\U00020000-\U0003ffff';
  -- Punctuation, signs and spaces. What is neither is a letter, a digit or a mark.
  v_apart constant text := '\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u02b9-\u02df\u037e\u0387\u055a-\u055f\u0589-\u058f\u05be\u05c0\u05c3\u05c6\u05f3\u05f4\u0600-\u060f\u061b-\u061f\u066a-\u066d\u06d4\u06dd\u06de\u06e9\u0700-\u070d\u07f6-\u07f9\u0964\u0965\u0970\u0df4\u0e3f\u0e4f\u0e5a\u0e5b\u0f01-\u0f17\u0f3a-\u0f3d\u0f85\u104a-\u104f\u10fb\u1360-\u1368\u1400\u166e\u1680\u169b\u169c\u16eb-\u16ed\u17d4-\u17d6\u17d8-\u17db\u1800-\u180a\u2000-\u20cf\u2100-\u22ff\u2400-\u259f\u27c0-\u2aff\u2e00-\u2fff\u3000-\u3004\u3008-\u3020\u3030\u303d-\u3040\u30a0\u30fb\u3200-\u33ff\ue000-\uf8ff\ufd3e\ufd3f\ufe10-\ufe1f\ufe30-\ufe6f\uff00-\uffff';
  v_dictionary regdictionary;
  v_stem text;
begin
  for word in
    select match[1] from regexp_matches(private.plain_text(p_text), '[' || v_solid || ']+|[^' || v_apart || v_solid || ']+', 'g') match
  loop
    solid := octet_length(word) > char_length(word) and word ~ ('^[' || v_solid || ']');
    if solid then
      forms := null;
    else
      forms := array[left(private.fold(word), 64)];
      continue when forms[1] = '';
      foreach v_dictionary in array '{pg_catalog.english_stem,pg_catalog.portuguese_stem}'::regdictionary[] loop
        v_stem := (ts_lexize(v_dictionary, word))[1];
        if v_stem <> word then
          forms := forms || left(private.fold(v_stem), 64);
        end if;
      end loop;
    end if;
    return next;
  end loop;
end;
$$;
comment on function private.words(text) is
  'What people see as words, in their order: runs of letters, digits and marks. solid: a run of a script that is written without spaces, or of pictures. '
  'forms, of the others: the word without accents, and its English and Portuguese stems; at most 64 characters of each.';

create function private.search_key(p_user_id uuid) returns text
language sql immutable set search_path = '' as $$
  select left(md5(p_user_id::text), 8);
$$;
comment on function private.search_key(uuid) is
  'What a person''s entries in the index of words begin with. Short, so two persons may share it: who reads rows checks whose they are.';

create function private.search_vector(p_user_id uuid, p_prompt text) returns tsvector
language plpgsql immutable set search_path = '' as $$
declare
  v_key text := private.search_key(p_user_id);
  v_entries text[] := '{}';
  v_word record;
  v_characters text[];
  v_at integer := 0;
begin
  for v_word in select * from private.words(p_prompt) loop
    if v_word.solid then
      v_characters := string_to_array(v_word.word, null);
      v_entries := v_entries || array(
        select '''' || v_key || character || coalesce(v_characters[place + 1], '') || ''':' || least(v_at + place, 16383)
          from unnest(v_characters) with ordinality as given (character, place));
      v_at := v_at + cardinality(v_characters) + 1;
    else
      v_entries := v_entries || array(select '''' || v_key || form || '''' from unnest(v_word.forms) form);
    end if;
  end loop;
  return array_to_string(v_entries, ' ')::tsvector;
end;
$$;
comment on function private.search_vector(uuid, text) is
  'The words of a prompt without accents and by their English and Portuguese stems, and each character of solid runs with its neighbour, all after the key of whose it is.';

create function private.search_query(p_user_id uuid, p_text text) returns tsquery
language plpgsql immutable set search_path = '' as $$
declare
  v_key text := private.search_key(p_user_id);
  v_query text[] := '{}';
  v_word record;
  v_characters text[];
begin
  for v_word in select * from private.words(p_text) limit 16 loop
    v_characters := string_to_array(left(v_word.word, 64), null);
    v_query := v_query || case
      when v_word.solid and cardinality(v_characters) > 1 then array_to_string(array(
        select '''' || v_key || v_characters[place] || v_characters[place + 1] || ''''
          from generate_series(1, cardinality(v_characters) - 1) place order by place), ' <-> ')
      when v_word.solid then '''' || v_key || v_word.word || ''':*'
      else '(' || array_to_string(array(
        select '''' || v_key || form || '''' || case when place = 1 and char_length(form) > 1 then ':*' else '' end
          from unnest(v_word.forms) with ordinality given (form, place)), ' | ') || ')'
    end;
  end loop;
  return nullif(array_to_string(v_query, ' & '), '')::tsquery;
end;
$$;
comment on function private.search_query(uuid, text) is
  'All of these words in prompts of this user: each from its beginning (from two letters on) or by its stem, or anywhere in a solid run. '
  'Of the first 16 words, 64 characters each; null for a text without words.';

-- What was asked for: batches of pictures, grouped by topics, and the requests that made them.

create table public.topics (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  title text check (char_length(title) between 1 and 200),
  titled_by text not null default 'person' check (titled_by in ('person', 'model', 'prompt')),
  title_task_id uuid references public.tasks (id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz(3) not null default clock_timestamp(),
  deleted_at timestamptz
);
comment on table public.topics is 'A named group of batches. updated_at is its latest use.';
comment on column public.topics.title is 'Null until the first generation or a person gives one.';
comment on column public.topics.titled_by is 'Whose words the title is: a person''s are never replaced, the first words of the prompt only until the model''s come.';
comment on column public.topics.title_task_id is 'The background task that asks for a title.';
comment on column public.topics.updated_at is 'Its latest use, in ms, as JavaScript keeps it: the cursor of the list is made of it.';
comment on column public.topics.deleted_at is 'Hidden since; what is in it is being deleted, in parts.';
-- list_topics.
create index topics_of_user on public.topics (user_id, updated_at desc, id desc);
create index topics_title_task on public.topics (title_task_id);
-- private.clean_topics.
create index topics_deleted on public.topics (deleted_at) where deleted_at is not null;
alter table public.topics enable row level security;
create policy "read own topics" on public.topics for select to authenticated
  using (user_id = (select auth.uid()) and deleted_at is null);

create table public.batches (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  topic_id uuid references public.topics (id) on delete cascade,
  parent_id uuid,
  prompt text not null check (char_length(prompt) between 1 and 2000),
  model text not null,
  settings jsonb not null,
  quantiles_ms integer[],
  early_ms integer,
  created_at timestamptz(3) not null default clock_timestamp(),
  search tsvector generated always as (private.search_vector(user_id, prompt)) stored
);
comment on table public.batches is 'What one click asked for: one prompt and one set of settings, 1 to 4 slots.';
comment on column public.batches.parent_id is 'The picture that this one edits. No foreign key: it may be deleted later.';
comment on column public.batches.quantiles_ms is
  'Durations in ms at 5, 10, 25, 50, 75, 90 and 95 % of the last 50 finished attempts of this model and size, fast failures left out, when the batch was made; '
  'null without history.';
comment on column public.batches.early_ms is 'When the fast failures among those attempts were over, in ms of the attempt; null if there were none.';
comment on column public.batches.created_at is 'In ms, as JavaScript keeps it: the cursor of the list is made of it.';
comment on column public.batches.search is 'See private.search_vector.';
-- list_batches, of everything and of one topic.
create index batches_of_user on public.batches (user_id, created_at desc, id desc);
create index batches_of_topic on public.batches (topic_id, created_at desc, id desc);
-- Without a list of pending entries, which everybody's search would read through.
create index batches_search on public.batches using gin (search) with (fastupdate = off);
alter table public.batches enable row level security;
create policy "read own batches" on public.batches for select to authenticated
  using (user_id = (select auth.uid()));

-- A picture's row changes once, when its bytes are stored, and grows to three times its size. With room for that in its page, and
-- nothing indexed of what changes, no index is written then: half of what a completion writes to the log with a million pictures.
-- A picture that somebody brings back from their disk is looked for by its hash among their own, which takes 10 ms with 10,000.
create table public.generated_images (
  task_id uuid primary key references public.tasks (id) on delete cascade,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  batch_id uuid not null references public.batches (id) on delete cascade,
  position integer not null check (position between 0 and 3),
  number bigint not null,
  seed integer,
  image_urls text[] not null default '{}',
  object_key text,
  thumb_key text,
  mime_type text,
  width integer,
  height integer,
  placeholder text,
  sha256 text,
  favourite boolean not null default false,
  deleted_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
) with (fillfactor = 30);
create sequence public.generated_images_number owned by public.generated_images.number;
alter table public.generated_images alter column number set default nextval('public.generated_images_number');
comment on table public.generated_images is
  'The picture of an image task, from the first moment. (batch_id, position) is its slot; the newest task of a slot is its latest version.';
comment on column public.generated_images.number is 'Rises with every picture asked for; the first slot of a batch has the highest of its batch. The order of the gallery and its cursor.';
comment on column public.generated_images.image_urls is 'The app''s own stable paths; empty until the bytes are stored.';
comment on column public.generated_images.placeholder is 'base64 ThumbHash.';
comment on column public.generated_images.sha256 is 'Of the stored original, in hex; null for pictures older than this column.';
comment on column public.generated_images.deleted_at is 'Hidden since; restorable for 60 s, then its bytes are purged.';
create index generated_images_of_slot on public.generated_images (batch_id, position, created_at);
-- list_gallery.
create index generated_images_of_user on public.generated_images (user_id, number desc);
alter table public.generated_images enable row level security;
create policy "read own images" on public.generated_images for select to authenticated
  using (user_id = (select auth.uid()));

create table public.generation_requests (
  task_id uuid primary key,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  task_ids uuid[] not null,
  request jsonb not null,
  response jsonb not null,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.generation_requests is
  'Accepted generations and retries, by their first task id: the stored answer of a repeated request, and the rate limit''s count. '
  'A row without words counts alone: of deleted tasks, or of a cancel. The sweep removes it after that.';
-- private.check_rate, and private.clean_requests.
create index generation_requests_of_user on public.generation_requests (user_id, created_at desc);
create index generation_requests_forgotten on public.generation_requests (created_at) where response = '{}';
create index generation_requests_by_age on public.generation_requests (created_at);
alter table public.generation_requests enable row level security;
create policy "read own requests" on public.generation_requests for select to authenticated
  using (user_id = (select auth.uid()));

-- The steps of accepting work, under the lock of the profile: rate limit, ids and repeated requests, charge, claim, answer.

create function private.check_rate(p_user_id uuid, p_per_minute integer) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_times timestamptz[];
begin
  -- What is later than now was noted before the clock was put right: it would count for as long as the clock was wrong.
  select array_agg(created_at order by created_at) into v_times from public.generation_requests
   where user_id = p_user_id and created_at > v_now - interval '60 seconds' and created_at <= v_now;
  if cardinality(v_times) >= p_per_minute then
    raise exception 'rate limited' using errcode = 'PT429', detail = jsonb_build_object('retryAfterSeconds',
      ceil(extract(epoch from v_times[cardinality(v_times) - p_per_minute + 1] + interval '60 seconds' - v_now)))::text;
  end if;
end;
$$;
comment on function private.check_rate(uuid, integer) is
  'Raises PT429 with {retryAfterSeconds} when the user''s accepted requests, and cancels of started work, of the last 60 s reach the limit.';

-- An id names one thing. A task under the id of an upload would find that upload's bytes where its own are to be stored, and complete
-- with them as the model's picture; one under the id of a deleted task would find what is still to be removed, and lose it after.
create function private.id_in_use(p_id uuid) returns text
language plpgsql security definer set search_path = '' as $$
begin
  return case
    when exists (select from public.tasks where id = p_id) then 'task'
    when exists (select from public.generation_requests where task_id = p_id) then 'request'
    when exists (select from public.uploads where id = p_id) then 'upload'
    when exists (select from public.partial_uploads where id = p_id) then 'parts'
    when exists (select from public.topics where id = p_id) then 'topic'
    when exists (select from public.batches where id = p_id) then 'batch'
    -- Its bytes are still there.
    when exists (select from private.object_purges where task_id = p_id) then 'purge'
  end;
end;
$$;
comment on function private.id_in_use(uuid) is
  'What has this id: task, request, upload, parts (of a file that comes in parts), topic, batch, purge (something deleted whose bytes are still to be removed), or null.';

create function private.hash_request(p_task_ids uuid[], p_request jsonb) returns text
language sql immutable set search_path = '' as $$
  select encode(sha256(convert_to(array_to_string(p_task_ids, ',') || p_request::text, 'utf8')), 'hex');
$$;
comment on function private.hash_request(uuid[], jsonb) is 'Tells whether a request for these tasks is the same as an earlier one.';

-- One id after the other: on a young database "= any" is planned as a look at the whole table, and stays so until the next analyze.
create function private.stored_answer(p_user_id uuid, p_task_ids uuid[], p_request jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_stored public.generation_requests;
  v_accepted jsonb;
  v_id uuid;
begin
  select * into v_stored from public.generation_requests where task_id = p_task_ids[1] and user_id = p_user_id;
  if v_stored.task_ids = p_task_ids and v_stored.request = p_request then
    return v_stored.response || '{"claimed": []}';
  end if;
  if v_stored.task_id is null then
    select accepted into v_accepted from public.tasks where id = p_task_ids[1] and user_id = p_user_id;
    if v_accepted ->> 'hash' = private.hash_request(p_task_ids, p_request) then
      return (v_accepted -> 'response') || jsonb_build_object('taskIds', to_jsonb(p_task_ids), 'claimed', '[]'::jsonb);
    end if;
  end if;
  foreach v_id in array p_task_ids loop
    if private.id_in_use(v_id) is not null then
      raise exception 'ids are taken' using errcode = 'PT409', detail = '{"taskIds": "already used for something else"}';
    end if;
  end loop;
  return null;
end;
$$;
comment on function private.stored_answer(uuid, uuid[], jsonb) is
  'The first answer to the same ids with the same body; PT409 when the ids name anything else already; null when they are new.';

create function private.charge_tasks(p_profile public.profiles, p_task_ids uuid[], p_price integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_required integer := p_price * cardinality(p_task_ids);
  v_balance integer := p_profile.credits;
  v_id uuid;
begin
  if v_balance < v_required then
    raise exception 'insufficient credits' using errcode = 'PT402',
      detail = jsonb_build_object('required', v_required, 'balance', v_balance)::text;
  end if;
  if p_price > 0 then
    foreach v_id in array p_task_ids loop
      v_balance := private.record_credits(p_profile.user_id, v_id, 'charge', -p_price);
    end loop;
  end if;
  return v_balance;
end;
$$;
comment on function private.charge_tasks(public.profiles, uuid[], integer) is
  'Charges each task its price in credits, or raises PT402 with {required, balance}. Returns the new balance.';

-- Durations that span a moment in which the clock was put right are none.
create function private.past_durations(p_stats_key text) returns table (quantiles_ms integer[], early_ms integer)
language sql security definer set search_path = '' as $$
  with latest as (
    select extract(epoch from ended_at - started_at)::double precision * 1000 as ms, outcome from public.task_attempts
     where stats_key = p_stats_key and outcome in ('completed', 'failed') and ended_at >= started_at
     order by ended_at desc limit 50
  ), usual as (
    select percentile_cont(0.5) within group (order by ms) as ms from latest where outcome = 'completed'
  ), judged as (
    select latest.ms, latest.outcome = 'failed' and coalesce(latest.ms < usual.ms / 2, false) as early from latest, usual
  ), fast as (
    select max(ms) as ms, count(*) as count from judged where early
  )
  -- Few failures say little of how late the next may be: the fewer, the more is allowed for, and never less than a small part of the usual time.
  select (select (percentile_cont(array[0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95]) within group (order by ms))::integer[]
            from judged where not early),
         (select case when fast.count > 0 then greatest(fast.ms * (1 + 1.0 / fast.count), usual.ms / 24)::integer end from fast, usual);
$$;
comment on function private.past_durations(text) is
  'Of the last 50 finished attempts of this kind: quantiles_ms at 5, 10, 25, 50, 75, 90 and 95 %, and early_ms when its fast failures were over. '
  'A failure is fast that took less than half the median of what was completed. Nulls without history.';

create function private.claim_free_places(p_user_id uuid, p_task_ids uuid[], p_limits jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_free bigint;
  v_claimed jsonb[] := '{}';
  v_id uuid;
begin
  v_free := least(
    (p_limits ->> 'places')::integer,
    (p_limits ->> 'maxRunning')::integer - private.count_running(p_user_id)
      - (select count(*) from public.tasks
          where user_id = p_user_id and status = 'queued' and run_after <= v_now and kind = 'image' and id <> all (p_task_ids)));
  foreach v_id in array p_task_ids loop
    exit when cardinality(v_claimed) >= v_free;
    v_claimed := v_claimed || private.start_attempt(v_id);
  end loop;
  return to_jsonb(v_claimed);
end;
$$;
comment on function private.claim_free_places(uuid, uuid[], jsonb) is
  'Claims as many of these new tasks as the user has places that nobody waits for, and as the process has free (p_limits.places; any number without it).';

create function private.accept_tasks(
  p_profile public.profiles, p_task_ids uuid[], p_price integer, p_batch public.batches, p_request jsonb, p_limits jsonb
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_balance integer := private.charge_tasks(p_profile, p_task_ids, p_price);
  v_claimed jsonb;
  v_response jsonb;
  v_id uuid;
begin
  if p_limits -> 'origin' is not null then
    foreach v_id in array p_task_ids loop
      update public.tasks set origin = p_limits -> 'origin' where id = v_id;
    end loop;
  end if;
  v_claimed := private.claim_free_places(p_profile.user_id, p_task_ids, p_limits);
  v_response := jsonb_build_object(
    'status', case when jsonb_array_length(v_claimed) > 0 then 'processing' else 'queued' end,
    'taskId', p_task_ids[1], 'taskIds', to_jsonb(p_task_ids), 'batchId', p_batch.id, 'topicId', p_batch.topic_id,
    'credits', jsonb_build_object('charged', p_price * cardinality(p_task_ids), 'balance', v_balance),
    'estimate', case when p_batch.quantiles_ms is not null
                  then jsonb_build_object('p50Ms', p_batch.quantiles_ms[4], 'p90Ms', p_batch.quantiles_ms[6]) end,
    'past', jsonb_build_object('quantilesMs', p_batch.quantiles_ms, 'earlyMs', p_batch.early_ms));
  insert into public.generation_requests (task_id, user_id, task_ids, request, response)
  values (p_task_ids[1], p_profile.user_id, p_task_ids, p_request, v_response);
  return v_response || jsonb_build_object('claimed', v_claimed);
end;
$$;
comment on function private.accept_tasks(public.profiles, uuid[], integer, public.batches, jsonb, jsonb) is
  'The common end of accepting: charge, note p_limits.origin (who asked), claim, remember the answer. Returns the answer, {past: {quantilesMs, earlyMs}} of the batch, and {claimed}.';

-- Accepting work: a generation or a retry is one transaction, from the lock of the profile to the claims.

create function public.create_generation(
  p_user_id uuid, p_task_ids uuid[], p_request jsonb, p_prompt text, p_model text, p_settings jsonb,
  p_seeds integer[], p_price integer, p_stats_key text, p_limits jsonb, p_topic_id uuid default null,
  p_opens_topic boolean default false, p_parent_id uuid default null, p_title jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_profile public.profiles := private.lock_profile(p_user_id);
  v_answer jsonb := private.stored_answer(p_user_id, p_task_ids, p_request);
  v_delays integer[] := array(select jsonb_array_elements_text(p_limits -> 'retryDelaysSeconds')::integer);
  v_batch public.batches;
  v_now timestamptz := clock_timestamp();
begin
  if v_profile.user_id is null then
    raise exception 'no account' using errcode = 'PT401';
  end if;
  if v_answer is not null then
    return v_answer;
  end if;
  perform private.check_rate(p_user_id, (p_limits ->> 'ratePerMinute')::integer);
  if p_topic_id is not null then
    if p_opens_topic then
      if p_topic_id = any (p_task_ids) or private.id_in_use(p_topic_id) <> 'topic' then
        raise exception 'id is taken' using errcode = 'PT409', detail = '{"topicId": "already used for something else"}';
      end if;
      insert into public.topics (id, user_id, titled_by) values (p_topic_id, p_user_id, 'prompt') on conflict (id) do nothing;
    end if;
    update public.topics set updated_at = v_now where id = p_topic_id and user_id = p_user_id;
    if not found then
      raise exception 'no such topic' using errcode = 'PT404', detail = '{"topicId": "is not there any more"}';
    end if;
  end if;
  if p_parent_id is not null then
    perform private.check_images(p_user_id, array[p_parent_id]);
  end if;

  insert into public.batches (user_id, topic_id, prompt, model, settings, quantiles_ms, early_ms, created_at, parent_id)
  select p_user_id, p_topic_id, p_prompt, p_model, p_settings, past.quantiles_ms, past.early_ms, v_now, p_parent_id
    from private.past_durations(p_stats_key) past
  returning * into v_batch;
  perform private.take_references(p_user_id, v_batch.id, p_settings -> 'referenceIds');
  insert into public.tasks (id, user_id, kind, price, payload, stats_key, max_attempts, retry_delays, lease_seconds, run_after, created_at)
  select slot.id, p_user_id, 'image', p_price,
         jsonb_build_object('prompt', p_prompt, 'model', p_model, 'settings', p_settings, 'seed', p_seeds[slot.number]),
         p_stats_key, cardinality(v_delays) + 1, v_delays, (p_limits ->> 'leaseSeconds')::integer, slot.at, slot.at
    from (select id, number, v_now + number * interval '1 microsecond' as at
            from unnest(p_task_ids) with ordinality as given (id, number)) slot;
  insert into public.generated_images (task_id, user_id, batch_id, position, seed)
  select id, p_user_id, v_batch.id, number - 1, p_seeds[number]
    from unnest(p_task_ids) with ordinality as slot (id, number) order by number desc;
  v_answer := private.accept_tasks(v_profile, p_task_ids, p_price, v_batch, p_request, p_limits);
  if p_topic_id is not null and p_title is not null then
    perform private.queue_title(p_topic_id, p_prompt, p_title, p_limits);
  end if;
  return v_answer;
end;
$$;
comment on function public.create_generation(uuid, uuid[], jsonb, text, text, jsonb, integer[], integer, text, jsonb, uuid, boolean, uuid, jsonb) is
  'Accepts a generation in one transaction. p_price: credits per picture; p_limits: {maxRunning, ratePerMinute, leaseSeconds, retryDelaysSeconds, origin?}; '
  'p_opens_topic: p_topic_id is new, or the caller''s already; p_parent_id: the picture it edits; p_title: {model, statsKey, locale} for a topic without a title. '
  'Returns the answer of POST /api/generate-image and {claimed}: the tasks that the caller now holds. '
  'Raises PT401 (no account), PT402, PT404 (topic, reference or parent), PT409 (ids taken), PT429.';

create function public.create_retry(p_user_id uuid, p_task_id uuid, p_new_task_id uuid, p_seed integer, p_limits jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_profile public.profiles := private.lock_profile(p_user_id);
  v_request jsonb := jsonb_build_object('retryOf', p_task_id);
  v_answer jsonb;
  v_delays integer[] := array(select jsonb_array_elements_text(p_limits -> 'retryDelaysSeconds')::integer);
  v_old public.tasks;
  v_image public.generated_images;
  v_batch public.batches;
begin
  select * into v_old from public.tasks where id = p_task_id and user_id = p_user_id and kind = 'image';
  if v_old.id is null then
    raise exception 'no such task' using errcode = 'PT404';
  end if;
  v_answer := private.stored_answer(p_user_id, array[p_new_task_id], v_request);
  if v_answer is not null then
    return v_answer;
  end if;
  select * into v_image from public.generated_images where task_id = p_task_id;
  if v_old.finished_at is null or exists (
    select from public.generated_images g join public.tasks t on t.id = g.task_id
     where g.batch_id = v_image.batch_id and g.position = v_image.position and t.finished_at is null
  ) then
    raise exception 'still open' using errcode = 'PT409', detail = '{"taskId": "this slot is still being worked on"}';
  end if;
  perform private.check_rate(p_user_id, (p_limits ->> 'ratePerMinute')::integer);
  perform private.check_references(p_user_id, v_old.payload #> '{settings,referenceIds}');

  select * into v_batch from public.batches where id = v_image.batch_id;
  update public.topics set updated_at = clock_timestamp() where id = v_batch.topic_id;
  -- A picture that is there already would only come again.
  if v_batch.settings -> 'seed' is not null and v_old.status <> 'completed' then
    p_seed := v_image.seed;
  end if;
  insert into public.tasks (id, user_id, kind, price, payload, stats_key, max_attempts, retry_delays, lease_seconds)
  values (p_new_task_id, p_user_id, v_old.kind, v_old.price, v_old.payload || jsonb_build_object('seed', p_seed),
          v_old.stats_key, cardinality(v_delays) + 1, v_delays, (p_limits ->> 'leaseSeconds')::integer);
  insert into public.generated_images (task_id, user_id, batch_id, position, seed)
  values (p_new_task_id, p_user_id, v_image.batch_id, v_image.position, p_seed);
  return private.accept_tasks(v_profile, array[p_new_task_id], v_old.price, v_batch, v_request, p_limits);
end;
$$;
comment on function public.create_retry(uuid, uuid, uuid, integer, jsonb) is
  'Accepts a new task in the slot of a terminal one, with its settings and price; the older version stays. p_seed is used unless the batch fixed one and there is no picture with it yet. '
  'Answers like create_generation. Raises PT402, PT404 (task, or a reference that was deleted), PT409 (not terminal, slot open, id taken), PT429.';

-- The picture of a task: made, stored, and read with its task and batch as the API shows them.

-- A picture that the model has made is paid for: from then on its task is completed, not canceled.
create function public.keep_picture(p_task_id uuid, p_lease_token uuid, p_made boolean default true) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.tasks set made_at = case when p_made then clock_timestamp() end
   where id = p_task_id and status = 'processing' and lease_token = p_lease_token and lease_expires_at > clock_timestamp();
  if not found then
    perform private.lock_profile((select user_id from public.tasks where id = p_task_id));
    perform private.refuse_late(p_task_id);
    return false;
  end if;
  return true;
end;
$$;
comment on function public.keep_picture(uuid, uuid, boolean) is
  'Notes, before its bytes are stored, that a task''s picture is made; or with p_made false that an earlier attempt''s is lost, so that it may be canceled again. '
  'False: the lease was lost.';

-- In as few statements as keep the promise of private.lock_lease.
create function public.complete_image(p_task_id uuid, p_lease_token uuid, p_image jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.profiles where user_id = (select user_id from public.tasks where id = p_task_id) for update;
  with task as (
    update public.tasks
       set status = 'completed', lease_token = null, lease_expires_at = null, version = version + 1,
           error_code = null, error_retry_at = null, finished_at = clock_timestamp()
     where id = p_task_id and status = 'processing' and lease_token = p_lease_token and lease_expires_at > clock_timestamp()
    returning attempts
  ), attempt as (
    update public.task_attempts a set ended_at = clock_timestamp(), outcome = 'completed', error_code = null
      from task where a.task_id = p_task_id and a.attempt = task.attempts and a.ended_at is null
  )
  update public.generated_images
     set image_urls = array['/api/images/' || p_task_id], object_key = p_image ->> 'objectKey', thumb_key = p_image ->> 'thumbKey',
         mime_type = p_image ->> 'mimeType', width = (p_image ->> 'width')::integer, height = (p_image ->> 'height')::integer,
         placeholder = p_image ->> 'placeholder', sha256 = p_image ->> 'sha256'
    from task where task_id = p_task_id;
  if not found then
    perform private.refuse_late(p_task_id);
    return false;
  end if;
  return true;
end;
$$;
comment on function public.complete_image(uuid, uuid, jsonb) is
  'Completes an image task whose bytes are stored. p_image: {objectKey, thumbKey, mimeType, width, height, placeholder, sha256}. False: the lease was lost.';

create view public.task_details with (security_invoker = true) as
select t.id as task_id, t.kind, t.status, t.version, t.attempts, t.max_attempts, t.price, t.error_code, t.error_retry_at,
       t.created_at, t.started_at, t.finished_at,
       case when t.status = 'queued' and t.error_code is not null then t.run_after end as retry_at,
       case when t.status = 'queued' and t.error_code is null then
         (select count(*) from public.tasks ahead
           where ahead.user_id = t.user_id and ahead.status = 'queued' and ahead.kind = 'image'
             and (ahead.run_after, ahead.id) <= (t.run_after, t.id))
       end as queue_position,
       g.batch_id, g.position, g.seed, g.image_urls, g.mime_type, g.width, g.height, g.placeholder,
       g.deleted_at is not null as deleted,
       b.topic_id, b.prompt, b.model, b.settings, b.quantiles_ms, b.early_ms, b.created_at as batch_created_at,
       b.parent_id, g.favourite, g.number
  from public.tasks t
  join public.generated_images g on g.task_id = t.id
  join public.batches b on b.id = g.batch_id;
comment on view public.task_details is
  'A task with its picture and batch, as the API shows it. Nothing here changes with time alone, because a change comes with a new version.';

-- As plpgsql with a generic plan it is planned once per connection: planning took longer than reading.
create function public.read_tasks(p_task_ids uuid[]) returns jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return (
    select jsonb_build_object('now', clock_timestamp(), 'tasks', coalesce(jsonb_agg(d), '[]'),
             'running', case when bool_or(d.status = 'queued')
                          then (select count(*) from public.tasks where status = 'processing' and kind = 'image') else 0 end)
      from public.task_details d where d.task_id = any (p_task_ids)
  );
end;
$$;
comment on function public.read_tasks(uuid[]) is
  'The caller''s tasks of these ids, and the database''s time: {now, tasks: task_details[], running}. '
  'running: how many of the caller''s places are taken, counted while one of these tasks is queued.';

create function public.read_pending_tasks() returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('now', clock_timestamp(), 'tasks', coalesce(jsonb_agg(d order by d.created_at), '[]'),
           'running', count(*) filter (where d.status = 'processing'))
    from public.task_details d where d.status in ('queued', 'processing');
$$;
comment on function public.read_pending_tasks() is
  'The caller''s open tasks, oldest first, and the database''s time: {now, tasks: task_details[], running: how many of the caller''s places are taken}.';

-- The lists of the API are one value each. The API of the database cuts every answer of rows after its max_rows, and says nothing; a
-- value is whole or not there.
create function public.list_batches(p_filter jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_where text := '';
  v_batches jsonb;
begin
  if p_filter ? 'batchId' then v_where := v_where || ' and b.id = ($1 ->> ''batchId'')::uuid'; end if;
  if p_filter ? 'topicId' then v_where := v_where || ' and b.topic_id = ($1 ->> ''topicId'')::uuid'; end if;
  if p_filter ? 'after' then
    v_where := v_where || ' and (b.created_at, b.id) < (($1 -> ''after'' ->> 0)::timestamptz, ($1 -> ''after'' ->> 1)::uuid)';
  end if;
  -- Composed, so that each list is planned for the filters it has. Only the fixed texts above become part of it.
  execute 'with page as (
      select b.id, b.topic_id, b.prompt, b.model, b.settings, b.created_at from public.batches b
       where true' || v_where || '
       order by b.created_at desc, b.id desc limit ($1 ->> ''limit'')::integer
    )
    select coalesce(jsonb_agg(to_jsonb(page) || jsonb_build_object(''tasks'', (
        select coalesce(jsonb_agg(d order by d.position, d.created_at), ''[]'')
          from public.task_details d where d.batch_id = page.id
      )) order by page.created_at desc, page.id desc), ''[]'') from page'
    into v_batches using p_filter;
  return v_batches;
end;
$$;
comment on function public.list_batches(jsonb) is
  'A page of the caller''s batches, newest first: {id, topic_id, prompt, model, settings, created_at, tasks: task_details[] by slot, older versions first}[]. '
  'p_filter: {limit, after?: [created_at, id] of the page before''s last, topicId?, batchId?}.';

-- The gallery: every finished picture of a person, searched by words, filtered, in the order in which they were asked for. And taking
-- a picture away: hidden at once, restorable for 60 s, then its bytes are purged.

create function private.find_batches(p_text text) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select id from (
    select id, user_id from public.batches
     where search @@ (select private.search_query(auth.uid(), p_text)) offset 0
  ) found where user_id = (select auth.uid());
$$;
comment on function private.find_batches(text) is
  'The caller''s batches with these words. A definer, because row level security keeps a text search from its index; '
  'whose they are is part of the words, and checked afterwards.';

create function public.list_gallery(p_filter jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_where text := '';
  v_order text := case p_filter ->> 'sort' when 'oldest' then 'g.number' else 'g.number desc' end;
  v_tasks jsonb;
begin
  if p_filter ? 'text' then v_where := v_where || ' and b.id = any (array(select private.find_batches($1 ->> ''text'')))'; end if;
  if p_filter ? 'model' then v_where := v_where || ' and b.model = $1 ->> ''model'''; end if;
  if p_filter ? 'aspectRatio' then v_where := v_where || ' and b.settings ->> ''aspectRatio'' = $1 ->> ''aspectRatio'''; end if;
  if p_filter ? 'topicId' then v_where := v_where || ' and b.topic_id = ($1 ->> ''topicId'')::uuid'; end if;
  if p_filter ? 'favourite' then v_where := v_where || ' and g.favourite = ($1 ->> ''favourite'')::boolean'; end if;
  if p_filter ? 'from' then v_where := v_where || ' and g.created_at >= ($1 ->> ''from'')::timestamptz'; end if;
  if p_filter ? 'to' then v_where := v_where || ' and g.created_at < ($1 ->> ''to'')::timestamptz'; end if;
  if p_filter ? 'sha256' then v_where := v_where || ' and g.sha256 = $1 ->> ''sha256'''; end if;
  if p_filter ? 'after' then
    v_where := v_where || case p_filter ->> 'sort' when 'oldest' then ' and g.number > ' else ' and g.number < ' end
      || '($1 ->> ''after'')::bigint';
  end if;
  -- Composed, so that each search is planned for the filters it has. Only the fixed texts above become part of it.
  execute 'with page as (
      select g.task_id, g.number from public.generated_images g join public.batches b on b.id = g.batch_id
       where g.object_key is not null and g.deleted_at is null' || v_where || '
       order by ' || v_order || ' limit ($1 ->> ''limit'')::integer
    )
    select coalesce(jsonb_agg(to_jsonb(d) order by ' || replace(v_order, 'g.', 'page.') || '), ''[]'')
      from page join public.task_details d on d.task_id = page.task_id'
    into v_tasks using p_filter;
  return v_tasks;
end;
$$;
comment on function public.list_gallery(jsonb) is
  'A page of the caller''s finished pictures: task_details[]. p_filter: {limit, sort?: newest or oldest, after?: number of the page before''s last, '
  'text?, model?, aspectRatio?, topicId?, favourite?, from?, to?, sha256?}.';

create function private.check_images(p_user_id uuid, p_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from unnest(p_ids) as given (id)
              where not exists (select from public.generated_images g
                                 where g.task_id = given.id and g.user_id = p_user_id
                                   and g.object_key is not null and g.deleted_at is null)) then
    raise exception 'no such image' using errcode = 'PT404';
  end if;
end;
$$;
comment on function private.check_images(uuid, uuid[]) is 'Raises PT404 unless all ids are finished pictures of this user that were not deleted.';

create function public.set_favourite(p_user_id uuid, p_ids uuid[], p_favourite boolean) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_profile(p_user_id);
  perform private.check_images(p_user_id, p_ids);
  with changed as (
    update public.generated_images set favourite = p_favourite
     where task_id = any (p_ids) and favourite <> p_favourite returning task_id
  )
  update public.tasks set version = version + 1 where id in (select task_id from changed);
end;
$$;
comment on function public.set_favourite(uuid, uuid[], boolean) is 'Marks pictures as favourites, or no longer. All or, with PT404, none.';

create function public.delete_image(p_user_id uuid, p_image_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
begin
  perform private.lock_profile(p_user_id);
  select t.* into v_task from public.tasks t join public.generated_images g on g.task_id = t.id
   where t.id = p_image_id and t.user_id = p_user_id and g.deleted_at is null;
  if v_task.id is null then
    raise exception 'no such image' using errcode = 'PT404';
  end if;
  if v_task.finished_at is null then
    raise exception 'still open' using errcode = 'PT409', detail = jsonb_build_object('status', v_task.status)::text;
  end if;
  update public.generated_images set deleted_at = clock_timestamp() where task_id = p_image_id;
  update public.tasks set version = version + 1 where id = p_image_id;
  perform private.plan_purge(p_user_id, p_image_id, 0);
  perform private.let_go_of_references((select batch_id from public.generated_images where task_id = p_image_id));
end;
$$;
comment on function public.delete_image(uuid, uuid) is 'Hides the picture of a task that has ended. Raises PT404, or PT409 while it is open.';

create function public.delete_images(p_user_id uuid, p_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  perform private.lock_profile(p_user_id);
  foreach v_id in array p_ids loop
    if not exists (select from public.generated_images where task_id = v_id and user_id = p_user_id and deleted_at is not null) then
      perform public.delete_image(p_user_id, v_id);
    end if;
  end loop;
end;
$$;
comment on function public.delete_images(uuid, uuid[]) is
  'Hides several pictures, as delete_image does; one that is hidden already stays so. All or, with PT404 or PT409, none.';

create function public.restore_image(p_user_id uuid, p_image_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_image public.generated_images;
begin
  perform private.lock_profile(p_user_id);
  select * into v_image from public.generated_images where task_id = p_image_id and user_id = p_user_id for update;
  if v_image.task_id is null or v_image.deleted_at <= clock_timestamp() - interval '60 seconds' then
    raise exception 'no such image' using errcode = 'PT404';
  end if;
  if v_image.deleted_at is not null then
    if v_image.object_key is not null then
      delete from private.object_purges where task_id = p_image_id and attempts = 0;
      if not found then
        raise exception 'its objects are being removed' using errcode = 'PT404';
      end if;
      perform private.hold_references(array[v_image.batch_id]);
    end if;
    update public.generated_images set deleted_at = null where task_id = p_image_id;
    update public.tasks set version = version + 1 where id = p_image_id;
  end if;
end;
$$;
comment on function public.restore_image(uuid, uuid) is
  'Brings a picture back within 60 s of its deletion; one that was not deleted stays as it is. Raises PT404 after that.';

create function public.restore_images(p_user_id uuid, p_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  foreach v_id in array p_ids loop
    perform public.restore_image(p_user_id, v_id);
  end loop;
end;
$$;
comment on function public.restore_images(uuid, uuid[]) is 'Brings several pictures back, as restore_image does. All or, with PT404, none.';

create function public.move_images(p_user_id uuid, p_ids uuid[], p_topic_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_batch public.batches;
  v_positions integer[];
  v_target uuid;
begin
  perform private.lock_profile(p_user_id);
  perform private.check_images(p_user_id, p_ids);
  update public.topics set updated_at = clock_timestamp() where id = p_topic_id and user_id = p_user_id;
  if not found then
    raise exception 'no such topic' using errcode = 'PT404';
  end if;
  for v_batch in
    select * from public.batches
     where id in (select batch_id from public.generated_images where task_id = any (p_ids)) and topic_id is distinct from p_topic_id
  loop
    v_positions := array(select distinct position from public.generated_images where batch_id = v_batch.id and task_id = any (p_ids));
    v_target := v_batch.id;
    if exists (select from public.generated_images
                where batch_id = v_batch.id and deleted_at is null and position <> all (v_positions)) then
      insert into public.batches (user_id, topic_id, prompt, model, settings, quantiles_ms, early_ms, created_at, parent_id)
      values (v_batch.user_id, p_topic_id, v_batch.prompt, v_batch.model, v_batch.settings, v_batch.quantiles_ms, v_batch.early_ms,
              v_batch.created_at, v_batch.parent_id)
      returning id into v_target;
      insert into public.batch_references (batch_id, reference_id, user_id)
      select v_target, reference_id, user_id from public.batch_references where batch_id = v_batch.id;
      update public.generated_images set batch_id = v_target where batch_id = v_batch.id and position = any (v_positions);
    else
      update public.batches set topic_id = p_topic_id where id = v_batch.id;
    end if;
    update public.tasks set version = version + 1
     where id in (select task_id from public.generated_images where batch_id = v_target);
  end loop;
end;
$$;
comment on function public.move_images(uuid, uuid[], uuid) is
  'Moves pictures to a topic, with all versions of their slots. A batch of which some slots stay is split: the others become a batch of their own. '
  'All or, with PT404 (picture or topic), none.';

-- Topics: opened by hand or by the first generation, titled in the background, deleted with all that is in them.

create view public.topic_details with (security_invoker = true) as
select t.id, t.title, t.titled_by, t.created_at, t.updated_at,
       (select g.task_id from public.batches b join public.generated_images g on g.batch_id = b.id
         where b.topic_id = t.id and g.object_key is not null and g.deleted_at is null
         order by b.created_at, b.id, g.position, g.created_at limit 1) as cover_id
  from public.topics t;
comment on view public.topic_details is 'A topic with its cover: the first of its pictures that is there.';

create function public.list_topics(p_filter jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_where text := '';
  v_topics jsonb;
begin
  if p_filter ? 'after' then
    v_where := ' and (updated_at, id) < (($1 -> ''after'' ->> 0)::timestamptz, ($1 -> ''after'' ->> 1)::uuid)';
  end if;
  execute 'select coalesce(jsonb_agg(page order by page.updated_at desc, page.id desc), ''[]'')
      from (select * from public.topic_details where true' || v_where || '
             order by updated_at desc, id desc limit ($1 ->> ''limit'')::integer) page'
    into v_topics using p_filter;
  return v_topics;
end;
$$;
comment on function public.list_topics(jsonb) is
  'A page of the caller''s topics, latest use first: topic_details[]. p_filter: {limit, after?: [updated_at, id] of the page before''s last}.';

create function public.count_topic(p_topic_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'batches', count(distinct b.id),
    'pictures', count(*) filter (where g.object_key is not null and g.deleted_at is null),
    'open', count(*) filter (where t.finished_at is null))
    from public.batches b join public.generated_images g on g.batch_id = b.id join public.tasks t on t.id = g.task_id
   where b.topic_id = p_topic_id;
$$;
comment on function public.count_topic(uuid) is 'What is in one of the caller''s topics: {batches, pictures, open: tasks that have not ended}.';

create function public.create_topic(p_user_id uuid, p_topic_id uuid, p_title text default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if (private.lock_profile(p_user_id)).user_id is null then
    raise exception 'no account' using errcode = 'PT401';
  end if;
  if coalesce(private.id_in_use(p_topic_id), 'topic') = 'topic' then
    insert into public.topics (id, user_id, title, titled_by)
    values (p_topic_id, p_user_id, p_title, case when p_title is null then 'prompt' else 'person' end)
    on conflict (id) do nothing;
  end if;
  if not exists (select from public.topics where id = p_topic_id and user_id = p_user_id and (p_title is null or title = p_title)) then
    raise exception 'id is taken' using errcode = 'PT409', detail = '{"id": "already used for something else"}';
  end if;
end;
$$;
comment on function public.create_topic(uuid, uuid, text) is
  'Opens a topic, without a title for now if none is given. The same again changes nothing. Raises PT409 when the id is anything else''s.';

create function public.rename_topic(p_user_id uuid, p_topic_id uuid, p_title text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.topics set title = p_title, titled_by = 'person' where id = p_topic_id and user_id = p_user_id;
  if not found then
    raise exception 'no such topic' using errcode = 'PT404';
  end if;
end;
$$;
comment on function public.rename_topic(uuid, uuid, text) is 'Gives a topic a person''s title, which nothing replaces. Raises PT404.';

-- The title of a topic is a task that costs nothing, holds none of the user's places, and stands in no queue of pictures.
create function private.queue_title(p_topic_id uuid, p_prompt text, p_title jsonb, p_limits jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_delays integer[] := array(select jsonb_array_elements_text(p_limits -> 'retryDelaysSeconds')::integer);
  v_topic public.topics;
  v_task_id uuid := gen_random_uuid();
begin
  select * into v_topic from public.topics where id = p_topic_id and titled_by = 'prompt';
  if v_topic.id is null or exists (select from public.tasks where id = v_topic.title_task_id and status <> 'failed') then
    return;
  end if;
  insert into public.tasks (id, user_id, kind, price, payload, stats_key, max_attempts, retry_delays, lease_seconds, origin)
  values (v_task_id, v_topic.user_id, 'title', 0,
          jsonb_build_object('topicId', p_topic_id, 'prompt', p_prompt, 'model', p_title ->> 'model', 'locale', p_title ->> 'locale'),
          p_title ->> 'statsKey', cardinality(v_delays) + 1, v_delays, (p_limits ->> 'leaseSeconds')::integer, p_limits -> 'origin');
  update public.topics
     set title_task_id = v_task_id,
         title = coalesce(title, left(array_to_string((regexp_split_to_array(p_prompt, '\s+'))[1:5], ' '), 60))
   where id = p_topic_id;
end;
$$;
comment on function private.queue_title(uuid, text, jsonb, jsonb) is
  'The first words of the prompt become a topic''s title, and a task that asks the text model for a better one is queued; '
  'not for a title that a person typed, nor again after one was made. p_title: {model, statsKey, locale}.';

create function public.complete_title(p_task_id uuid, p_lease_token uuid, p_title text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks := private.lock_lease(p_task_id, p_lease_token);
begin
  if v_task.id is null then
    return false;
  end if;
  update public.topics set title = p_title, titled_by = 'model' where title_task_id = p_task_id and titled_by = 'prompt';
  perform private.end_attempt(v_task.id, v_task.attempts, 'completed');
  perform private.end_task(v_task.id, 'completed');
  return true;
end;
$$;
comment on function public.complete_title(uuid, uuid, text) is
  'Completes a title task; the topic takes the title unless a person has typed one meanwhile. False: the lease was lost.';

-- Deleting a topic of 40,000 pictures took 6.6 s in one transaction, in which its user could do nothing else. So the topic is hidden
-- and its open tasks end at once; what is in it goes in parts, of which each is a transaction, and any process goes on with the rest.
create function public.delete_topic(p_user_id uuid, p_topic_id uuid) returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  v_topic public.topics;
  v_canceled uuid[];
begin
  perform private.lock_profile(p_user_id);
  select * into v_topic from public.topics where id = p_topic_id and user_id = p_user_id and deleted_at is null for update;
  if v_topic.id is null then
    raise exception 'no such topic' using errcode = 'PT404';
  end if;
  v_canceled := private.cancel_open(p_user_id, p_topic_id, v_topic.title_task_id);
  delete from public.tasks where id = v_topic.title_task_id;
  update public.topics set deleted_at = clock_timestamp() where id = p_topic_id;
  perform private.clear_topic(p_user_id, p_topic_id, 2000);
  return v_canceled;
end;
$$;
comment on function public.delete_topic(uuid, uuid) is
  'Deletes a topic: it is hidden, what is open in it is canceled and refunded, and up to 2,000 of its pictures are deleted and their objects planned '
  'for removal; clear_deleted_topic deletes the rest. Returns the tasks that were open, for whoever runs them. Raises PT404.';

create function public.clear_deleted_topic(p_user_id uuid, p_topic_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_profile(p_user_id);
  if not exists (select from public.topics where id = p_topic_id and user_id = p_user_id and deleted_at is not null) then
    return true;
  end if;
  return private.clear_topic(p_user_id, p_topic_id, 2000);
end;
$$;
comment on function public.clear_deleted_topic(uuid, uuid) is
  'Deletes another 2,000 pictures of a deleted topic. True when nothing of it is left. Any process may do so, at any time.';

create function private.clear_topic(p_user_id uuid, p_topic_id uuid, p_limit integer) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_task_ids uuid[];
  v_batch_ids uuid[];
begin
  -- A slot of it may have been tried again since the part before.
  perform private.cancel_open(p_user_id, p_topic_id, null);
  select coalesce(array_agg(part.task_id), '{}'), array_agg(distinct part.batch_id) into v_task_ids, v_batch_ids
    from (select g.task_id, g.batch_id from public.batches b join public.generated_images g on g.batch_id = b.id
           where b.topic_id = p_topic_id limit p_limit) part;
  perform private.forget_requests(v_task_ids);
  delete from public.tasks where id = any (v_task_ids);
  if cardinality(v_task_ids) < p_limit then
    delete from public.topics where id = p_topic_id;
    return true;
  end if;
  delete from public.batches b
   where b.id = any (v_batch_ids) and not exists (select from public.generated_images g where g.batch_id = b.id);
  return false;
end;
$$;
comment on function private.clear_topic(uuid, uuid, integer) is
  'Deletes up to p_limit pictures of a deleted topic whose user''s profile is locked, and with the last of them the topic itself: then true.';

create function private.cancel_open(p_user_id uuid, p_topic_id uuid, p_title_task_id uuid) returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  v_open public.tasks;
  v_canceled uuid[] := '{}';
begin
  for v_open in
    select t.* from public.tasks t
     where t.user_id = p_user_id and t.status in ('queued', 'processing')
       and (t.id = p_title_task_id
         or exists (select from public.generated_images g join public.batches b on b.id = g.batch_id
                     where g.task_id = t.id and b.topic_id = p_topic_id))
     -- From the end of the queue, where nobody behind gets another position.
     order by t.run_after desc, t.id desc for update
  loop
    perform private.end_attempt(v_open.id, v_open.attempts, 'canceled');
    perform private.end_task(v_open.id, 'canceled');
    v_canceled := v_canceled || v_open.id;
  end loop;
  return v_canceled;
end;
$$;
comment on function private.cancel_open(uuid, uuid, uuid) is 'Cancels and refunds what is open in a topic, and the task of its title; their ids.';

create function private.forget_requests(p_task_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_counted timestamptz := clock_timestamp() - interval '60 seconds';
begin
  delete from public.generation_requests where task_id = any (p_task_ids) and created_at <= v_counted;
  update public.generation_requests set request = '{}', response = '{}' where task_id = any (p_task_ids);
end;
$$;
comment on function private.forget_requests(uuid[]) is
  'Removes accepted requests whose tasks are deleted. What the rate limit still counts, so that deleting does not reset it, stays without words until it is cleaned up.';

create function private.leave_deleted_topic() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  return null;
end;
$$;
comment on function private.leave_deleted_topic() is 'Nothing changes a deleted topic: whoever does not find the one they update says that there is none.';
create trigger leave_deleted_topic before update on public.topics
  for each row when (old.deleted_at is not null) execute function private.leave_deleted_topic();

-- What a generation refers to: pictures, and files that were uploaded for it. A batch refers to something as long as a task of it is
-- open, or a picture of it is there. What is referred to stays; what is not goes.

create table public.uploads (
  id uuid primary key,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  mime_type text not null,
  stored_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.uploads is
  'Pictures that were uploaded to be referred to. Their objects have keys like those of a task. Unused ones are removed after 24 h.';
comment on column public.uploads.stored_at is 'Null until the bytes are there.';
create index uploads_of_user on public.uploads (user_id, created_at desc);
alter table public.uploads enable row level security;
create policy "read own uploads" on public.uploads for select to authenticated
  using (user_id = (select auth.uid()));

-- Some hosts end the body of a request at 4.5 MB, so a larger file comes in parts. They lie in storage under an id of their own,
-- which is no picture and no upload; when the last one is there, the server puts them together and stores an ordinary upload.
create table public.partial_uploads (
  id uuid primary key,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  parts integer not null check (parts between 2 and 5),
  upload_id uuid,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.partial_uploads is 'Files that come in parts. Their parts are removed after 24 h, or once they were put together.';
comment on column public.partial_uploads.parts is 'How many there are.';
comment on column public.partial_uploads.upload_id is 'The upload that it became. No foreign key: that may be removed earlier.';
create index partial_uploads_of_user on public.partial_uploads (user_id);
alter table public.partial_uploads enable row level security;
create policy "read own partial uploads" on public.partial_uploads for select to authenticated
  using (user_id = (select auth.uid()));

create function private.keep_ids_apart() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if private.id_in_use(new.id) is not null then
    raise exception 'id is taken' using errcode = 'PT409', detail = '{"id": "already used for something else"}';
  end if;
  return new;
end;
$$;
comment on function private.keep_ids_apart() is 'Refuses an upload under the id of anything else: their objects would have the same keys.';
create trigger keep_ids_apart before insert on public.uploads
  for each row execute function private.keep_ids_apart();
create trigger keep_ids_apart before insert on public.partial_uploads
  for each row execute function private.keep_ids_apart();

create function private.check_upload_room(p_user_id uuid, p_partial_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if (select count(*) from public.uploads u
       where u.user_id = p_user_id
         and not exists (select from public.batch_references r where r.reference_id = u.id))
   + (select count(*) from public.partial_uploads p
       where p.user_id = p_user_id and p.upload_id is null and p.id is distinct from p_partial_id) >= 200 then
    raise exception 'too many unused uploads' using errcode = 'PT429', detail = '{"retryAfterSeconds": 3600}';
  end if;
end;
$$;
comment on function private.check_upload_room(uuid, uuid) is
  'Raises PT429 at 200 uploads that nothing uses, counting those that still come in parts, but for the one that is being put together.';

create function public.begin_upload(p_user_id uuid, p_upload_id uuid, p_image jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_profile(p_user_id);
  perform private.check_upload_room(p_user_id, (p_image ->> 'partialId')::uuid);
  insert into public.uploads (id, user_id, width, height, mime_type)
  values (p_upload_id, p_user_id, (p_image ->> 'width')::integer, (p_image ->> 'height')::integer, p_image ->> 'mimeType');
  insert into private.object_purges (task_id, user_id, due_at)
  values (p_upload_id, p_user_id, clock_timestamp() + interval '24 hours');
end;
$$;
comment on function public.begin_upload(uuid, uuid, jsonb) is
  'Announces an upload before its bytes are stored, and plans its removal in 24 h. p_image: {width, height, mimeType, partialId?}. Raises PT429 at 200 unused ones.';

create function public.finish_upload(p_user_id uuid, p_upload_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.uploads set stored_at = clock_timestamp()
   where id = p_upload_id and user_id = p_user_id and stored_at is null;
  return found;
end;
$$;
comment on function public.finish_upload(uuid, uuid) is 'The bytes of an upload are stored: it can be used. False if it was not waited for.';

create function public.begin_partial_upload(p_user_id uuid, p_partial_id uuid, p_parts integer) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_profile(p_user_id);
  perform private.check_upload_room(p_user_id, null);
  insert into public.partial_uploads (id, user_id, parts) values (p_partial_id, p_user_id, p_parts);
  insert into private.object_purges (task_id, user_id, due_at)
  values (p_partial_id, p_user_id, clock_timestamp() + interval '24 hours');
end;
$$;
comment on function public.begin_partial_upload(uuid, uuid, integer) is
  'Announces a file that comes in this many parts, and plans their removal in 24 h. Raises PT429 at 200 unused uploads.';

create function public.finish_partial_upload(p_user_id uuid, p_partial_id uuid, p_upload_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_upload_id uuid;
begin
  perform private.lock_profile(p_user_id);
  -- Whoever removes the parts locks their purge first, too.
  update private.object_purges set due_at = least(due_at, clock_timestamp() + interval '1 hour')
   where task_id = p_partial_id
     and exists (select from public.partial_uploads p where p.id = p_partial_id and p.user_id = p_user_id);
  update public.partial_uploads set upload_id = coalesce(upload_id, p_upload_id)
   where id = p_partial_id and user_id = p_user_id returning upload_id into v_upload_id;
  return v_upload_id;
end;
$$;
comment on function public.finish_partial_upload(uuid, uuid, uuid) is
  'Its parts have become this upload, or, if two requests put them together, the one that was first: that is returned. The parts go in an hour, in which the answer can be had again. Null if there is no such file.';

create function public.abandon_partial_upload(p_user_id uuid, p_partial_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_profile(p_user_id);
  update private.object_purges set due_at = clock_timestamp() where task_id = p_partial_id
    and exists (select from public.partial_uploads p where p.id = p_partial_id and p.user_id = p_user_id);
  return found;
end;
$$;
comment on function public.abandon_partial_upload(uuid, uuid) is 'The parts of this file are to be removed now. False if there is no such file.';

-- Which pictures and uploads a batch refers to, for as long as it does: with the first of its rows, until nothing of it is open and no
-- picture of it is left. A reference keeps an upload; the last one that goes plans its removal.

create table public.batch_references (
  batch_id uuid not null references public.batches (id) on delete cascade,
  reference_id uuid not null,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  primary key (batch_id, reference_id)
);
comment on table public.batch_references is
  'Which pictures and uploads a batch refers to; their order is in batches.settings. No foreign key: a picture may be deleted later.';
create index batch_references_to on public.batch_references (reference_id);
create index batch_references_of_user on public.batch_references (user_id);
alter table public.batch_references enable row level security;
create policy "read own references" on public.batch_references for select to authenticated
  using (user_id = (select auth.uid()));

create function private.check_references(p_user_id uuid, p_ids jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_ids is null then
    return;
  end if;
  -- Whoever removes objects skips what is locked.
  perform from private.object_purges
    where task_id in (select reference.id::uuid from jsonb_array_elements_text(p_ids) as reference (id)) order by task_id for update;
  if exists (
    select from jsonb_array_elements_text(p_ids) as reference (id)
     where not exists (select from public.generated_images g
                        where g.task_id = reference.id::uuid and g.user_id = p_user_id
                          and g.object_key is not null and g.deleted_at is null)
       and not exists (select from public.uploads u
                        where u.id = reference.id::uuid and u.user_id = p_user_id and u.stored_at is not null
                          and not exists (select from private.object_purges p
                                           where p.task_id = u.id and (p.attempts > 0 or p.due_at <= clock_timestamp())))
  ) then
    raise exception 'no such reference' using errcode = 'PT404', detail = '{"referenceIds": "names something that is not there any more"}';
  end if;
end;
$$;
comment on function private.check_references(uuid, jsonb) is
  'Raises PT404 unless all ids are pictures or uploads of this user that are there, and will be until the transaction ends.';

create function private.take_references(p_user_id uuid, p_batch_id uuid, p_ids jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.check_references(p_user_id, p_ids);
end;
$$;
comment on function private.take_references(uuid, uuid, jsonb) is
  'Raises PT404 unless a new batch can refer to all of this; it does when its pictures'' rows are there.';

create function private.hold_references(p_batch_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  with held as (
    insert into public.batch_references (batch_id, reference_id, user_id)
    select b.id, reference.id::uuid, b.user_id
      from public.batches b, jsonb_array_elements_text(b.settings -> 'referenceIds') as reference (id)
     where b.id = any (p_batch_ids)
    on conflict do nothing
    returning reference_id
  )
  delete from private.object_purges p using held, public.uploads u
   where p.task_id = held.reference_id and u.id = p.task_id and p.attempts = 0;
end;
$$;
comment on function private.hold_references(uuid[]) is 'Notes what these batches refer to; uploads among it are kept as long as they do.';

create function private.hold_references_of_new() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_references(array(select distinct batch_id from added));
  return null;
end;
$$;
comment on function private.hold_references_of_new() is 'A generation or a retry was accepted: what its batch refers to is kept for it.';
create trigger hold_references_of_new after insert on public.generated_images
  referencing new table as added for each statement execute function private.hold_references_of_new();

create function private.let_go_of_references(p_batch_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.batch_references r
   where r.batch_id = p_batch_id
     and not exists (select from public.generated_images g join public.tasks t on t.id = g.task_id
                      where g.batch_id = p_batch_id and (t.finished_at is null or t.status = 'completed' and g.deleted_at is null));
end;
$$;
comment on function private.let_go_of_references(uuid) is
  'A batch of which nothing is open and no picture is left refers to nothing any more; trying one of its slots again does.';

create function private.let_go_after_move() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.let_go_of_references(old.batch_id);
  return null;
end;
$$;
comment on function private.let_go_after_move() is 'The last picture of a batch went to another one, which refers to the same: what is left of it may have failed.';
create trigger let_go_after_move after update of batch_id on public.generated_images
  for each row execute function private.let_go_after_move();

create function private.purge_unused_upload() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_planned bigint;
  v_wait interval;
begin
  if not exists (select from public.batches where id = old.batch_id) then
    v_wait := interval '61 seconds';
  else
    select count(*) into v_planned
      from public.uploads u join private.object_purges p on p.task_id = u.id where u.user_id = old.user_id;
    v_wait := case when v_planned < 200 then interval '24 hours' else interval '10 minutes' end;
  end if;
  insert into private.object_purges (task_id, user_id, due_at)
  select u.id, u.user_id, clock_timestamp() + v_wait from public.uploads u
   where u.id = old.reference_id and not exists (select from public.batch_references r where r.reference_id = u.id)
  on conflict (task_id) do nothing;
  return null;
end;
$$;
comment on function private.purge_unused_upload() is
  'Nothing refers to an upload any more: it can be used for 24 h, as when it was new, or for 10 minutes if 200 others wait for that already. '
  'What was deleted with its batch follows it at once.';
create trigger purge_unused_upload after delete on public.batch_references
  for each row execute function private.purge_unused_upload();

create function private.needed_by_open_task(p_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.batch_references r
                   join public.generated_images g on g.batch_id = r.batch_id
                   join public.tasks t on t.id = g.task_id
                  where r.reference_id = p_id and t.finished_at is null);
$$;
comment on function private.needed_by_open_task(uuid) is 'Whether a task that has not ended refers to this picture or upload.';

-- Stored bytes that nothing refers to any more: planned for removal with the change that abandoned them. Each removal is taken before
-- it is tried and comes again later, so one that fails or kills its process doesn't keep the others waiting, and processes take
-- different ones.

create table private.object_purges (
  task_id uuid primary key,
  user_id uuid not null,
  due_at timestamptz not null,
  attempts integer not null default 0 check (attempts >= 0),
  retry_at timestamptz
);
comment on table private.object_purges is
  'Tasks whose objects in the bucket are to be removed: deleted pictures, tasks that ended without one, rows that are gone (hence no foreign keys).';
comment on column private.object_purges.attempts is 'How often a process has set about it. From the first time nothing brings its objects back.';
comment on column private.object_purges.retry_at is 'When it is to be looked at again, later than due_at.';
-- take_due_purges, and the metrics.
create index object_purges_next on private.object_purges (coalesce(retry_at, due_at));
create index object_purges_due on private.object_purges (due_at);
alter table private.object_purges enable row level security;
create policy "nobody" on private.object_purges using (false);

create function private.plan_purge(p_user_id uuid, p_task_id uuid, p_lease_seconds integer) returns void
language sql security definer set search_path = '' as $$
  insert into private.object_purges (task_id, user_id, due_at)
  values (p_task_id, p_user_id, clock_timestamp() + make_interval(secs => greatest(61, p_lease_seconds)))
  on conflict (task_id) do update set due_at = excluded.due_at, attempts = 0, retry_at = null;
$$;
comment on function private.plan_purge(uuid, uuid, integer) is
  'Plans the removal of a task''s objects: not before a deleted picture can no longer be restored (60 s), nor before a worker has noticed that its lease is lost.';

-- Once per statement, not once per row.
create function private.purge_deleted_task() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.object_purges (task_id, user_id, due_at)
  select id, user_id, clock_timestamp() + make_interval(secs => greatest(61, lease_seconds)) from gone
  on conflict (task_id) do update set due_at = excluded.due_at, attempts = 0, retry_at = null;
  return null;
end;
$$;
comment on function private.purge_deleted_task() is 'Rows of tasks are gone, with their account for one: their objects follow, as private.plan_purge plans it.';
create trigger purge_deleted_task after delete on public.tasks
  referencing old table as gone for each statement execute function private.purge_deleted_task();

create function private.purge_deleted_upload() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.plan_purge(old.user_id, old.id, 0);
  return null;
end;
$$;
comment on function private.purge_deleted_upload() is 'An upload''s row is gone, with its account for one: its objects follow.';
create trigger purge_deleted_upload after delete on public.uploads
  for each row execute function private.purge_deleted_upload();

create function public.take_due_purges(p_limit integer, p_interval_seconds integer default 0) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_taken jsonb;
begin
  if not private.take_turn('purge', p_interval_seconds) and p_interval_seconds > 0 then
    return '[]';
  end if;
  with due as (
    select p.task_id, private.needed_by_open_task(p.task_id) as needed from private.object_purges p
     where coalesce(p.retry_at, p.due_at) <= v_now order by coalesce(p.retry_at, p.due_at) limit p_limit for update skip locked
  ), taken as (
    update private.object_purges p
       set attempts = p.attempts + (not due.needed)::integer,
           retry_at = v_now + case when due.needed then interval '1 minute'
                                   else least(interval '1 day', interval '10 seconds' * (1 + random()) * 2 ^ least(p.attempts, 13)) end
      from due where p.task_id = due.task_id
    returning p.user_id, p.task_id, due.needed
  )
  select coalesce(jsonb_agg(jsonb_build_object('userId', user_id, 'taskId', task_id)), '[]') into v_taken from taken where not needed;
  return v_taken;
end;
$$;
comment on function public.take_due_purges(integer, integer) is
  'Tasks and uploads whose objects nothing refers to and nobody can bring back, [{userId, taskId}]: to be removed now, then marked. What is not marked is taken again '
  'after 10 to 20 s, then 20 to 40, and so on, at most a day, and not always beside the same ones. What an open task needs as a reference is looked at again in a minute. With p_interval_seconds nothing '
  'is taken if any process has taken some within them.';

create function public.mark_purged(p_task_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_gone uuid[];
begin
  -- Deleting and restoring lock the picture before its purge, too.
  perform from public.generated_images where task_id = any (p_task_ids) order by task_id for update;
  with gone as (
    delete from private.object_purges where task_id = any (p_task_ids) and attempts > 0 returning task_id
  )
  select array_agg(task_id) into v_gone from gone;
  update public.generated_images
     set image_urls = '{}', object_key = null, thumb_key = null, placeholder = null
   where task_id = any (v_gone);
  delete from public.uploads where id = any (v_gone);
  delete from private.object_purges where task_id = any (v_gone);
end;
$$;
comment on function public.mark_purged(uuid[]) is
  'Records that the objects of these tasks and uploads, which were taken, are gone; not of those that were planned anew meanwhile. Safe to repeat.';

create function private.forget_partial_upload() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.partial_uploads p using gone where p.id = gone.task_id;
  return null;
end;
$$;
comment on function private.forget_partial_upload() is 'The parts of a file were removed from storage: its row follows.';
create trigger forget_partial_upload after delete on private.object_purges
  referencing old table as gone for each statement execute function private.forget_partial_upload();

-- What piles up in tables is cleaned up by a job of its own: nothing that fails here keeps leases from being taken back, and one step
-- that fails keeps no other from its work. And allowances: how often something may be done.

create table private.housekeeping (
  job text primary key,
  done_at timestamptz not null default '-infinity'
);
comment on table private.housekeeping is 'When each of the jobs that any process may do was last begun: clean (rows), purge (objects).';
alter table private.housekeeping enable row level security;
create policy "nobody" on private.housekeeping using (false);
insert into private.housekeeping (job) values ('clean'), ('purge');

create function private.take_turn(p_job text, p_interval_seconds integer) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
begin
  perform from private.housekeeping
    where job = p_job
      -- One that was begun in the future was begun while the clock was wrong.
      and (p_interval_seconds <= 0 or done_at <= v_now - make_interval(secs => p_interval_seconds) or done_at > v_now)
      for update skip locked;
  if found then
    update private.housekeeping set done_at = v_now where job = p_job;
  end if;
  return found;
end;
$$;
comment on function private.take_turn(text, integer) is
  'Whether it is the caller''s turn: nobody in the whole installation has begun this job within the interval, nor is beginning it now.';

create function public.clean_up(p_interval_seconds integer default 0) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_step text;
  v_more boolean := false;
  v_faults jsonb := '[]';
begin
  if not private.take_turn('clean', p_interval_seconds) then
    return jsonb_build_object('more', false, 'faults', v_faults);
  end if;
  foreach v_step in array array['requests', 'fenced_writes', 'throttles', 'purges', 'metrics', 'topics'] loop
    begin
      v_more := v_more or case v_step
        when 'requests' then private.clean_requests()
        when 'fenced_writes' then private.clean_fenced_writes()
        when 'throttles' then private.clean_throttles()
        when 'purges' then private.clean_purges()
        when 'topics' then private.clean_topics()
        else false
      end;
      if v_step = 'metrics' then
        perform private.fold_metrics();
      end if;
    exception when others then
      v_faults := v_faults || jsonb_build_object('step', v_step, 'code', sqlstate, 'message', sqlerrm);
    end;
  end loop;
  return jsonb_build_object('more', v_more, 'faults', v_faults);
end;
$$;
comment on function public.clean_up(integer) is
  'What any process, or pg_cron, may do at any time: removes rows that are over, folds the metrics, goes on with deletions of topics; a bounded part of each. '
  'With p_interval_seconds it does nothing if any process has done so within them. Returns {more: call again, faults: [{step, code, message}]}.';

create function private.clean_requests() returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_over integer;
  v_old integer;
begin
  delete from public.generation_requests where task_id in (
    select task_id from public.generation_requests
     where response = '{}' and (created_at <= v_now - interval '60 seconds' or created_at > v_now + interval '1 minute') limit 2000 for update skip locked);
  get diagnostics v_over = row_count;
  with old as (
    delete from public.generation_requests where task_id in (
      select task_id from public.generation_requests
       where created_at <= v_now - interval '1 day' order by created_at limit 2000 for update skip locked)
    returning task_id, task_ids, request, response
  ), kept as (
    update public.tasks t
       set accepted = jsonb_build_object('hash', private.hash_request(old.task_ids, old.request), 'response', old.response - 'taskIds')
      from old where t.id = old.task_id
  )
  select count(*) into v_old from old;
  return greatest(v_over, v_old) = 2000;
end;
$$;
comment on function private.clean_requests() is
  'Removes accepted requests of deleted tasks once the rate limit no longer counts them, and those from the future of a clock that was wrong; moves those '
  'older than a day, in short, to their first task. True if there may be more.';

create function private.clean_fenced_writes() returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_count integer;
begin
  delete from private.fenced_writes where id in (
    select id from private.fenced_writes
     where at <= clock_timestamp() - interval '1 day' order by at limit 10000 for update skip locked);
  get diagnostics v_count = row_count;
  return v_count = 10000;
end;
$$;
comment on function private.clean_fenced_writes() is 'Removes what is older than a day: the metrics have counted it. True if there may be more.';

create function private.clean_throttles() returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_count integer;
begin
  delete from private.throttles where key in (
    select key from private.throttles
     -- What is whole only after a week was taken while the clock was wrong: no period is that long.
     where whole_at <= v_now - interval '1 minute' or whole_at > v_now + interval '7 days' limit 10000 for update skip locked);
  get diagnostics v_count = row_count;
  return v_count = 10000;
end;
$$;
comment on function private.clean_throttles() is 'Removes allowances that are whole again. True if there may be more.';

create function private.clean_purges() returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_latest timestamptz := clock_timestamp() + interval '2 days';
begin
  update private.object_purges set due_at = least(due_at, v_latest), retry_at = least(retry_at, v_latest)
   where coalesce(retry_at, due_at) > v_latest;
  return false;
end;
$$;
comment on function private.clean_purges() is 'Nothing is planned for later than two days from now, unless the clock was wrong when it was.';

create function private.clean_topics() returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_topic public.topics;
begin
  select t.* into v_topic from public.topics t join public.profiles p on p.user_id = t.user_id
   where t.deleted_at is not null order by t.deleted_at limit 1 for update of p skip locked;
  if not found then
    return false;
  end if;
  perform private.clear_topic(v_topic.user_id, v_topic.id, 2000);
  return true;
end;
$$;
comment on function private.clean_topics() is
  'Deletes a part of a topic whose deletion was begun, unless its user is busy, perhaps with that very deletion. True if there may be more.';

-- Signing in from one address, uploading by one person. In the database, because every process counts, and as one time per key
-- instead of one row per event: what a thousand tries take is one row.
create table private.throttles (
  key text primary key check (length(key) <= 200),
  whole_at timestamptz not null
);
comment on table private.throttles is 'Allowances of which something was taken lately. One that is whole again needs no row.';
comment on column private.throttles.whole_at is 'When nothing taken will be left to wait for: each unit moves it by seconds / limit.';
-- private.clean_throttles.
create index throttles_whole on private.throttles (whole_at);
alter table private.throttles enable row level security;
create policy "nobody" on private.throttles using (false);

create function public.take_allowance(p_allowances jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz;
  v_wait interval := '0';
begin
  insert into private.throttles (key, whole_at)
  select a.key, '-infinity' from jsonb_to_recordset(p_allowances) as a (key text) order by a.key
  on conflict do nothing;
  perform from private.throttles t
    where t.key in (select a.key from jsonb_to_recordset(p_allowances) as a (key text)) order by t.key for update;
  v_now := clock_timestamp();

  with asked as (
    select t.key, make_interval(secs => a.seconds) as period,
           make_interval(secs => a.seconds * least(coalesce(a.take, 1), a."limit") / a."limit") as cost,
           -- Nothing waits longer than a period, also after the clock was wrong.
           greatest(v_now, least(t.whole_at, v_now + make_interval(secs => a.seconds))) as whole_at
      from jsonb_to_recordset(p_allowances) as a (key text, "limit" double precision, seconds double precision, take double precision)
      join private.throttles t using (key)
  ), judged as (
    select key, whole_at + cost as whole_at, whole_at + cost - (v_now + period) as wait from asked
  ), taken as (
    update private.throttles t set whole_at = judged.whole_at from judged
     where t.key = judged.key and not exists (select from judged j where j.wait > interval '0')
  )
  select greatest(max(wait), interval '0') into v_wait from judged;
  return ceil(extract(epoch from v_wait) * 1000);
end;
$$;
comment on function public.take_allowance(jsonb) is
  'Takes one unit of each allowance, or none of any. p_allowances: [{key, limit: units per period, seconds: the period, take?: units, 1 if absent, '
  'negative gives back}]. Returns 0 when they were taken, else the ms until they could be. Units come back evenly, not at the end of a period.';

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
  select status, created_at, run_after, error_code is not null and run_after > clock_timestamp() as retrying
    from public.tasks where status = 'queued'
  union all
  select status, created_at, run_after, false from public.tasks where status = 'processing';
comment on view private.open_tasks is 'Tasks that have not ended, by the index of either status: with "in" all finished ones are looked at too.';

create function public.read_queue_stats() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'queued', count(*) filter (where status = 'queued'), 'processing', count(*) filter (where status = 'processing'),
    'oldestQueuedSeconds', coalesce(floor(greatest(0, extract(epoch from
      clock_timestamp() - min(greatest(created_at, run_after)) filter (where status = 'queued')))), 0))
    from private.open_tasks;
$$;
comment on function public.read_queue_stats() is 'The whole installation''s queue: {queued, processing, oldestQueuedSeconds}.';

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

-- The private bucket of pictures. Keys are {user_id}/{task_id}/…; only the server writes, and nobody else reads: a policy by key would
-- let a person read what they had not paid for, because bytes are stored before their task completes, and a task can still be
-- canceled and refunded then. The server reads objects with its own key, after the row was read with the person's.

insert into storage.buckets (id, name, public, file_size_limit, allowed_mime_types)
values ('generations', 'generations', false, 52428800, array['image/png', 'image/jpeg', 'image/webp', 'application/octet-stream'])
on conflict (id) do update
  set public = excluded.public, file_size_limit = excluded.file_size_limit, allowed_mime_types = excluded.allowed_mime_types;

-- One definer may be called by browsers' users: private.find_batches looks for their own batches alone.
create function public.read_installation() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_migrations jsonb;
begin
  if to_regclass('supabase_migrations.schema_migrations') is not null then
    execute $sql$select coalesce(jsonb_agg(version order by version), '[]') from supabase_migrations.schema_migrations$sql$ into v_migrations;
  end if;
  return jsonb_build_object(
    'now', clock_timestamp(),
    'sweptAt', (select swept_at from private.installation),
    'migrations', v_migrations,
    'tablesWithoutRls', (
      select coalesce(jsonb_agg(c.oid::regclass::text order by c.relname), '[]') from pg_catalog.pg_class c
       where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace) and c.relkind in ('r', 'p') and not c.relrowsecurity),
    'grants', (
      select coalesce(jsonb_agg(held.grantee || ' ' || held.privilege || ' on ' || held.object order by held.object, held.grantee), '[]')
        from (select case when acl.grantee = 0 then 'PUBLIC' else acl.grantee::regrole::text end as grantee,
                     acl.privilege_type as privilege, case c.relkind when 'S' then 'sequence ' else '' end || c.oid::regclass::text as object
                from pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) acl
               where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)
              union
              select case when acl.grantee = 0 then 'PUBLIC' else acl.grantee::regrole::text end,
                     acl.privilege_type || ' (' || quote_ident(a.attname) || ')', a.attrelid::regclass::text
                from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid, pg_catalog.aclexplode(a.attacl) acl
               where c.relnamespace in ('public'::regnamespace, 'private'::regnamespace)) held
       where held.grantee in ('PUBLIC', 'anon', 'authenticated', 'service_role')
         and not (held.object like 'public.%' and held.privilege = 'SELECT' and held.grantee in ('authenticated', 'service_role'))),
    'openFunctions', (
      select coalesce(jsonb_agg(role || ' may call ' || p.oid::regprocedure::text order by p.proname), '[]')
        from pg_catalog.pg_proc p, unnest(array['anon', 'authenticated']) role
       where p.pronamespace in ('public'::regnamespace, 'private'::regnamespace)
         and has_function_privilege(role, p.oid, 'execute') and (role = 'anon' or p.prosecdef)
         and p.oid <> 'private.find_batches(text)'::regprocedure),
    'bucket', (
      select jsonb_build_object('public', public, 'fileSizeLimit', file_size_limit, 'mimeTypes', to_jsonb(allowed_mime_types))
        from storage.buckets where id = 'generations'));
end;
$$;
comment on function public.read_installation() is
  'Facts for npm run doctor: {now, sweptAt, migrations: versions or null if nobody keeps them, tablesWithoutRls, grants: those beyond reading, '
  'openFunctions: what browsers could call and must not, bucket: {public, fileSizeLimit, mimeTypes} or null}.';

-- Who may do what: the functions of the schema public belong to the server, but for those that read as their caller; tables and views
-- of the schema public are read, under row level security; the rest is for the functions that own it. Safe to run again: every
-- migration that makes something ends with this.

revoke all on schema private from public;
grant usage on schema public to authenticated, service_role;
-- For private.find_batches alone.
grant usage on schema private to authenticated;

revoke all on all tables in schema public, private from public, anon, authenticated, service_role;
revoke all on all sequences in schema public, private from public, anon, authenticated, service_role;
grant select on all tables in schema public to authenticated, service_role;

revoke execute on all functions in schema public, private from public, anon, authenticated, service_role;
grant execute on all functions in schema public to service_role;
grant execute on function
  public.read_tasks(uuid[]), public.read_pending_tasks(), public.count_topic(uuid), public.list_gallery(jsonb),
  public.list_batches(jsonb), public.list_topics(jsonb), public.list_credits(integer, bigint),
  private.find_batches(text)
  to authenticated;
-- They read as their caller, and the server is nobody.
revoke execute on function public.list_batches(jsonb), public.list_topics(jsonb), public.list_credits(integer, bigint) from service_role;
