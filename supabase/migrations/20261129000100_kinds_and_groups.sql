-- Kinds and lanes as data, groups of tasks that wait for each other, and one heartbeat for all leases of a process.

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
revoke all on public.task_kinds from public, anon, authenticated, service_role;
grant select on public.task_kinds to authenticated, service_role;

alter table public.tasks
  drop constraint tasks_kind_check,
  add constraint tasks_kind_fkey foreign key (kind) references public.task_kinds (kind),
  add column group_id uuid,
  add column waits_for integer not null default 0 check (waits_for >= 0),
  add column needs integer not null default 0,
  add column progress real check (progress between 0 and 1),
  add column result jsonb,
  add constraint tasks_wait_in_queue check (waits_for = 0 or status in ('queued', 'canceled'));
update public.tasks set result = jsonb_build_object('topicId', payload -> 'topicId') where kind = 'title' and status = 'completed';
comment on column public.tasks.waits_for is 'How many results are still to come before it may start; it is queued for ever until then.';
comment on column public.tasks.needs is 'How many of the results that it waits for must be there; with fewer it is canceled.';
comment on column public.tasks.progress is 'How much of the attempt is done, 0 to 1, as its process last said.';
comment on column public.tasks.result is 'What it made, as its kind says it; null where domain rows hold it.';

-- Groups: what one click asked for, and which of its tasks wait for which. Whoever ends a task holds its user's profile, and in the
-- same transaction counts it, releases what waited for it, or cancels and refunds what can't be made any more.

create table public.task_groups (
  id uuid primary key,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  kind text not null,
  total integer not null check (total >= 1),
  open integer not null,
  completed integer not null default 0,
  failed integer not null default 0,
  canceled integer not null default 0,
  version bigint not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  check (least(open, completed, failed, canceled) >= 0 and open + completed + failed + canceled = total),
  check ((open = 0) = (finished_at is not null))
);
comment on table public.task_groups is 'What one click asked for, as many tasks; over when none of them is open.';
create index task_groups_of_user on public.task_groups (user_id, created_at);

create table public.task_dependencies (
  parent_id uuid not null references public.tasks (id) on delete cascade,
  child_id uuid not null references public.tasks (id) on delete cascade,
  port text not null,
  position integer not null,
  primary key (child_id, port, position)
);
comment on table public.task_dependencies is 'What a task waits for. (port, position) is where the result goes in the child''s payload.inputs.';
create index task_dependencies_of_parent on public.task_dependencies (parent_id);

create table public.notifications (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  kind text not null,
  subject jsonb not null,
  created_at timestamptz not null default clock_timestamp(),
  read_at timestamptz
);
comment on table public.notifications is 'What ended while its person was elsewhere; written by the transaction that ended it.';
create index notifications_of_user on public.notifications (user_id, created_at desc);

alter table public.tasks add constraint tasks_group_id_fkey foreign key (group_id) references public.task_groups (id) on delete set null;
create index tasks_of_group on public.tasks (group_id) where group_id is not null;

alter table public.task_groups enable row level security;
alter table public.task_dependencies enable row level security;
alter table public.notifications enable row level security;
create policy "read own groups" on public.task_groups for select to authenticated using (user_id = (select auth.uid()));
create policy "read dependencies of own tasks" on public.task_dependencies for select to authenticated
  using (exists (select from public.tasks where tasks.id = task_dependencies.child_id));
create policy "read own notifications" on public.notifications for select to authenticated using (user_id = (select auth.uid()));
revoke all on public.task_groups, public.task_dependencies, public.notifications from public, anon, authenticated, service_role;
grant select on public.task_groups, public.task_dependencies, public.notifications to authenticated, service_role;

create table private.lane_turns (
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  lane text not null,
  running integer not null default 0,
  due_at timestamptz,
  turn bigint not null default 0,
  primary key (user_id, lane)
);
comment on table private.lane_turns is 'Whose turn it is in a lane. Triggers keep it with every change of a task, so it is as true as the rows.';
comment on column private.lane_turns.running is 'Places that the user holds: tasks of the lane that are processing.';
comment on column private.lane_turns.due_at is 'The earliest run_after of what the user has queued in the lane; null when nothing is.';
comment on column private.lane_turns.turn is 'When a task of the user was last started in the lane, as a number that only rises.';
create index lane_turns_next on private.lane_turns (lane, running, turn, due_at) where due_at is not null;
alter table private.lane_turns enable row level security;
create policy "nobody" on private.lane_turns using (false);
insert into private.lane_turns (user_id, lane, running, due_at, turn)
select t.user_id, k.lane, count(*) filter (where t.status = 'processing'), min(t.run_after) filter (where t.status = 'queued'), p.turn
  from public.tasks t join public.task_kinds k using (kind) join public.profiles p on p.user_id = t.user_id
 where t.status in ('queued', 'processing') group by t.user_id, k.lane, p.turn;

drop index public.tasks_queued;
create index tasks_queued on public.tasks (kind, user_id, run_after, id) where status = 'queued' and waits_for = 0;

drop index public.tasks_going_first;
create index tasks_retrying on public.tasks (kind, user_id, run_after, id) where status = 'queued' and error_code is not null;

create function private.never() returns timestamptz
language sql immutable set search_path = '' as $$
  select timestamptz '9999-12-31 00:00:00+00';
$$;
comment on function private.never() is 'The run_after of a task that waits for others. Not infinity, which neither JSON nor JavaScript can say.';

drop trigger queue_turn on public.tasks;
drop function private.find_due(uuid);

create function private.find_due(p_user_id uuid, p_lane text) returns timestamptz
language plpgsql security definer set search_path = '' as $$
begin
  return (
    select min(first.run_after) from public.task_kinds k
     cross join lateral (select t.run_after from public.tasks t
                          where t.user_id = p_user_id and t.kind = k.kind and t.status = 'queued' and t.waits_for = 0
                          order by t.run_after, t.id limit 1) first
     where k.lane = p_lane);
end;
$$;
comment on function private.find_due(uuid, text) is
  'The earliest run_after of what the user has queued in the lane, null when nothing is.';

-- By statement: a run of a canvas inserts hundreds of tasks, and each would write its user's row again.
create or replace function private.queue_turn() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.lane_turns (user_id, lane, due_at)
  select t.user_id, k.lane, min(t.run_after) from added t join public.task_kinds k on k.kind = t.kind
   where t.status = 'queued' and t.waits_for = 0 group by t.user_id, k.lane
  on conflict (user_id, lane) do update set due_at = least(lane_turns.due_at, excluded.due_at);
  return null;
end;
$$;
comment on function private.queue_turn() is 'New tasks wait: their user is due in their lanes by then.';
create trigger queue_turn after insert on public.tasks
  referencing new table as added for each statement execute function private.queue_turn();

drop function private.renumber_queue(uuid, timestamptz, uuid);
create function private.renumber_queue(p_user_id uuid, p_lane text, p_run_after timestamptz, p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.tasks t set version = version + 1 from public.task_kinds k
   where k.lane = p_lane and t.user_id = p_user_id and t.kind = k.kind and t.status = 'queued' and t.waits_for = 0
     and (t.run_after, t.id) > (p_run_after, p_id);
end;
$$;
comment on function private.renumber_queue(uuid, text, timestamptz, uuid) is 'Tasks of the lane behind this one have another position now: a new version for each.';

create or replace function private.follow_task() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_lane text;
  v_due_at timestamptz;
begin
  if new.status = old.status and (new.run_after = old.run_after or new.waits_for <> old.waits_for) then
    return null;
  end if;
  if new.status = 'canceled' then
    if old.made_at is not null then
      raise exception 'its result is made' using errcode = 'PT409', detail = jsonb_build_object('status', 'made', 'taskId', new.id)::text;
    end if;
    if new.started_at is not null and new.price > 0 then
      insert into public.generation_requests (task_id, user_id, task_ids, request, response)
      values (gen_random_uuid(), new.user_id, '{}', '{}', '{}');
    end if;
  end if;
  select lane into v_lane from public.task_kinds where kind = new.kind;
  if old.status = 'processing' and new.finished_at is not null then
    update private.lane_turns set running = running - 1 where user_id = new.user_id and lane = v_lane;
  elsif old.waits_for = 0 then
    update private.lane_turns
       set running = running + case when new.status = 'processing' then 1 when old.status = 'processing' then -1 else 0 end,
           turn = case when new.status = 'processing' then nextval('private.turns') else turn end,
           due_at = private.find_due(user_id, lane)
     where user_id = new.user_id and lane = v_lane
    returning due_at into v_due_at;
    if v_due_at is not null then
      perform private.renumber_queue(new.user_id, v_lane, new.run_after, new.id);
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
  'Keeps turns, queue positions and the numbers of the installation with every change of a task; refuses the cancel of what is made, and counts one of paid work that had begun.';

create or replace function private.end_turn() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update private.lane_turns
     set running = running - (old.status = 'processing')::integer, due_at = private.find_due(user_id, lane)
   where user_id = old.user_id and lane = (select lane from public.task_kinds where kind = old.kind);
  return null;
end;
$$;

drop function private.mend_profile(uuid);
create function private.mend_turn(p_user_id uuid, p_lane text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.lane_turns (user_id, lane, running, due_at)
  values (p_user_id, p_lane,
          (select count(*) from public.tasks t join public.task_kinds k using (kind)
            where t.user_id = p_user_id and t.status = 'processing' and k.lane = p_lane),
          private.find_due(p_user_id, p_lane))
  on conflict (user_id, lane) do update set running = excluded.running, due_at = excluded.due_at;
end;
$$;
comment on function private.mend_turn(uuid, text) is 'Counts a user''s turn in a lane anew, from the tasks.';

drop function private.mend_queue();
create function private.mend_queue(p_lane text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_user_id uuid;
  v_mended boolean := false;
  v_kinds text[] := array(select kind from public.task_kinds where lane = p_lane);
begin
  for v_user_id in
    select p.user_id from public.profiles p join private.lane_turns l on l.user_id = p.user_id
     where l.lane = p_lane and l.due_at > v_now and exists (
       select from public.tasks t
        where t.user_id = p.user_id and t.kind = any (v_kinds) and t.status = 'queued' and t.waits_for = 0 and t.run_after > v_now
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
             where t.user_id = v_user_id and t.kind = any (v_kinds) and t.status = 'queued' and t.waits_for = 0 and t.run_after > v_now
               and (t.error_code is null or a.ended_at > v_now)) mended
     where tasks.id = mended.id;
    update public.task_attempts a set ended_at = v_now from public.tasks t
     where t.user_id = v_user_id and t.kind = any (v_kinds) and t.status = 'queued' and a.task_id = t.id and a.attempt = t.attempts and a.ended_at > v_now;
    v_mended := true;
  end loop;
  return v_mended;
end;
$$;
comment on function private.mend_queue(text) is 'The clock was put back: what waits in the lane for a time that only came so late because it was wrong is due. Whether anything was.';

create or replace function private.mend_times() returns void
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

create or replace function public.create_generation(
  p_user_id uuid, p_task_ids uuid[], p_request jsonb, p_prompt text, p_model text, p_settings jsonb,
  p_seeds integer[], p_price integer, p_stats_key text, p_limits jsonb, p_topic_id uuid default null,
  p_opens_topic boolean default false, p_parent_id uuid default null, p_title jsonb default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_profile public.profiles := private.lock_profile(p_user_id);
  v_answer jsonb := private.stored_answer(p_user_id, p_task_ids, p_request);
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
  perform private.insert_tasks(p_user_id, (
    select jsonb_agg(jsonb_build_object('id', id, 'kind', 'image', 'price', p_price, 'statsKey', p_stats_key, 'payload', jsonb_build_object(
             'prompt', p_prompt, 'model', p_model, 'settings', p_settings, 'seed', p_seeds[number])) order by number)
      from unnest(p_task_ids) with ordinality as slot (id, number)), p_limits);
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

create or replace function public.create_retry(p_user_id uuid, p_task_id uuid, p_new_task_id uuid, p_seed integer, p_limits jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_profile public.profiles := private.lock_profile(p_user_id);
  v_request jsonb := jsonb_build_object('retryOf', p_task_id);
  v_answer jsonb;
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
  perform private.insert_tasks(p_user_id, jsonb_build_array(jsonb_build_object(
    'id', p_new_task_id, 'kind', v_old.kind, 'price', v_old.price, 'statsKey', v_old.stats_key,
    'payload', v_old.payload || jsonb_build_object('seed', p_seed))), p_limits);
  insert into public.generated_images (task_id, user_id, batch_id, position, seed)
  values (p_new_task_id, p_user_id, v_image.batch_id, v_image.position, p_seed);
  return private.accept_tasks(v_profile, array[p_new_task_id], v_old.price, v_batch, v_request, p_limits);
end;
$$;

create or replace function private.queue_title(p_topic_id uuid, p_prompt text, p_title jsonb, p_limits jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_topic public.topics;
  v_task_id uuid := gen_random_uuid();
begin
  select * into v_topic from public.topics where id = p_topic_id and titled_by = 'prompt';
  if v_topic.id is null or exists (select from public.tasks where id = v_topic.title_task_id and status <> 'failed') then
    return;
  end if;
  perform private.insert_tasks(v_topic.user_id, jsonb_build_array(jsonb_build_object(
    'id', v_task_id, 'kind', 'title', 'price', 0, 'statsKey', p_title ->> 'statsKey', 'payload', jsonb_build_object(
      'topicId', p_topic_id, 'prompt', p_prompt, 'model', p_title ->> 'model', 'locale', p_title ->> 'locale'))), p_limits);
  update public.topics
     set title_task_id = v_task_id,
         title = coalesce(title, left(array_to_string((regexp_split_to_array(p_prompt, '\s+'))[1:5], ' '), 60))
   where id = p_topic_id;
end;
$$;

create or replace function private.claim_free_places(p_user_id uuid, p_task_ids uuid[], p_limits jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_free bigint;
  v_claimed jsonb[] := '{}';
  v_id uuid;
begin
  select least((p_limits ->> 'places')::integer, coalesce(max(k.places), (p_limits ->> 'maxRunning')::integer) - max(l.running)
           - (select count(*) from public.tasks t join public.task_kinds other on other.kind = t.kind
               where t.user_id = p_user_id and t.status = 'queued' and t.waits_for = 0 and t.run_after <= v_now
                 and other.lane = l.lane and t.id <> all (p_task_ids)))
    into v_free
    from private.lane_turns l join public.task_kinds k on k.lane = l.lane
   where l.user_id = p_user_id and l.lane = (select lane from public.task_kinds where kind = (select kind from public.tasks where id = p_task_ids[1]))
   group by l.lane;
  foreach v_id in array p_task_ids loop
    exit when cardinality(v_claimed) >= v_free;
    v_claimed := v_claimed || private.start_attempt(v_id);
  end loop;
  return to_jsonb(v_claimed);
end;
$$;
comment on function private.claim_free_places(uuid, uuid[], jsonb) is
  'Claims as many of these new tasks of one lane as the user has places there that nobody waits for, and as the process has free (p_limits.places; any number without it).';
drop function private.count_running(uuid);

create or replace function private.accept_tasks(
  p_profile public.profiles, p_task_ids uuid[], p_price integer, p_batch public.batches, p_request jsonb, p_limits jsonb
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_balance integer := private.charge_tasks(p_profile, p_task_ids, p_price);
  v_claimed jsonb;
  v_response jsonb;
begin
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

create or replace function private.start_attempt(p_task_id uuid) returns jsonb
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

drop function private.end_task(uuid, text, text, timestamptz);
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

create function private.open_group(p_user_id uuid, p_group_id uuid, p_kind text, p_tasks jsonb, p_limits jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.task_groups (id, user_id, kind, total, open)
  values (p_group_id, p_user_id, p_kind, jsonb_array_length(p_tasks), jsonb_array_length(p_tasks));
  perform private.insert_tasks(p_user_id, p_tasks, p_limits, p_group_id);
  -- Only what stands before a task can be its parent, so there is no circle; another parent is null, which the table refuses.
  with given as (
    select (task ->> 'id')::uuid as id, task -> 'waitsFor' as waits, number
      from jsonb_array_elements(p_tasks) with ordinality as element (task, number)
  )
  insert into public.task_dependencies (parent_id, child_id, port, position)
  select (select parent.id from given parent where parent.id = (wait ->> 'taskId')::uuid and parent.number < child.number),
         child.id, coalesce(wait ->> 'port', 'input'), coalesce((wait ->> 'position')::integer, (place - 1)::integer)
    from given child cross join lateral jsonb_array_elements(child.waits) with ordinality as edge (wait, place);
end;
$$;
comment on function private.open_group(uuid, uuid, text, jsonb, jsonb) is
  'Inserts a group and its tasks, as insert_tasks takes them, parents before children: waitsFor: [{taskId, port?, position?}].';

create function private.inputs_of(p_task_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select coalesce(jsonb_object_agg(port, inputs), '{}')
    from (select d.port, jsonb_agg(jsonb_build_object('taskId', parent.id, 'result', parent.result) order by d.position) as inputs
            from public.task_dependencies d join public.tasks parent on parent.id = d.parent_id
           where d.child_id = p_task_id and parent.status = 'completed' group by d.port) bound;
$$;
comment on function private.inputs_of(uuid) is 'What came of those that a task waited for: {port: [{taskId, result}]} in order of position, only the completed ones.';

create function private.count_ended(p_group_id uuid, p_task_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_group public.task_groups;
begin
  update public.task_groups g
     set open = g.open - ended.total, completed = g.completed + ended.completed, failed = g.failed + ended.failed,
         canceled = g.canceled + ended.canceled, version = g.version + 1,
         finished_at = case when g.open = ended.total then clock_timestamp() end
    from (select count(*) as total, count(*) filter (where status = 'completed') as completed,
                 count(*) filter (where status = 'failed') as failed, count(*) filter (where status = 'canceled') as canceled
            from public.tasks where id = any (p_task_ids)) ended
   where g.id = p_group_id
  returning g.* into v_group;
  if v_group.finished_at is not null then
    insert into public.notifications (user_id, kind, subject)
    values (v_group.user_id, v_group.kind || '_finished', jsonb_build_object('groupId', v_group.id, 'total', v_group.total,
            'completed', v_group.completed, 'failed', v_group.failed, 'canceled', v_group.canceled));
  end if;
end;
$$;
comment on function private.count_ended(uuid, uuid[]) is 'Counts tasks of a group that have just ended; its last one ends the group, and tells the person.';

create function private.release_children(p_parent_ids uuid[]) returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_doomed uuid[];
begin
  with edges as (
    select child_id, count(*) from public.task_dependencies where parent_id = any (p_parent_ids) group by child_id
  ), lowered as (
    update public.tasks child set waits_for = child.waits_for - edges.count, version = child.version + 1
      from edges where child.id = edges.child_id and child.status = 'queued' and child.waits_for > edges.count
  ), ready as (
    select child.id, row_number() over (order by child.created_at, child.id) as rank,
           child.needs <= (select count(*) from public.task_dependencies d join public.tasks parent on parent.id = d.parent_id
                            where d.child_id = child.id and parent.status = 'completed') as enough
      from public.tasks child join edges on child.id = edges.child_id and child.waits_for = edges.count
     where child.status = 'queued'
  ), released as (
    -- Set-based, because hundreds may wait for one; at the end of the queue, where nobody gets another position.
    update public.tasks child
       set waits_for = 0, run_after = v_now + ready.rank * interval '1 microsecond', version = child.version + 1,
           payload = child.payload || jsonb_build_object('inputs', private.inputs_of(child.id))
      from ready where child.id = ready.id and ready.enough
    returning child.user_id, child.kind, child.run_after
  ), due as (
    insert into private.lane_turns as l (user_id, lane, due_at)
    select released.user_id, k.lane, min(released.run_after) from released join public.task_kinds k on k.kind = released.kind
     group by released.user_id, k.lane
    on conflict (user_id, lane) do update set due_at = least(l.due_at, excluded.due_at)
  )
  select array_agg(id order by rank) filter (where not enough) into v_doomed from ready;
  return v_doomed;
end;
$$;
comment on function private.release_children(uuid[]) is
  'These have ended: what waited for the last of them is due, with their results in its payload. Returns those for which too few succeeded.';

create function private.advance_group(p_group_id uuid, p_ended uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  while p_ended is not null loop
    perform private.count_ended(p_group_id, p_ended);
    p_ended := private.release_children(p_ended);
    foreach v_id in array coalesce(p_ended, '{}') loop
      perform private.end_task(v_id, 'canceled', 'upstream_failed', p_advance => false);
    end loop;
  end loop;
end;
$$;
comment on function private.advance_group(uuid, uuid[]) is
  'Goes on with a group after tasks of it have ended, down the graph: counts, releases, cancels and refunds. Under the lock of the profile.';

create function public.cancel_group(p_user_id uuid, p_group_id uuid) returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
  v_canceled uuid[] := '{}';
begin
  perform private.lock_profile(p_user_id);
  if not exists (select from public.task_groups where id = p_group_id and user_id = p_user_id) then
    raise exception 'no such group' using errcode = 'PT404';
  end if;
  for v_task in
    -- Those that wait first, so that none is released meanwhile; what is made already completes in a moment.
    select * from public.tasks where group_id = p_group_id and status in ('queued', 'processing') and made_at is null
     order by waits_for desc, run_after desc, id desc for update
  loop
    perform private.end_attempt(v_task.id, v_task.attempts, 'canceled');
    perform private.end_task(v_task.id, 'canceled', p_advance => false);
    v_canceled := v_canceled || v_task.id;
  end loop;
  if v_canceled <> '{}' then
    perform private.advance_group(p_group_id, v_canceled);
  end if;
  return v_canceled;
end;
$$;
comment on function public.cancel_group(uuid, uuid) is
  'Cancels and refunds what is open in a group of the user, but for what is made already; returns the ids, whose work a process may stop. PT404: not there.';

create or replace function public.complete_image(p_task_id uuid, p_lease_token uuid, p_image jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_group_id uuid;
begin
  perform from public.profiles where user_id = (select user_id from public.tasks where id = p_task_id) for update;
  with task as (
    update public.tasks
       set status = 'completed', lease_token = null, lease_expires_at = null, version = version + 1,
           error_code = null, error_retry_at = null, finished_at = clock_timestamp()
     where id = p_task_id and status = 'processing' and lease_token = p_lease_token and lease_expires_at > clock_timestamp()
    returning attempts, group_id
  ), attempt as (
    update public.task_attempts a set ended_at = clock_timestamp(), outcome = 'completed', error_code = null
      from task where a.task_id = p_task_id and a.attempt = task.attempts and a.ended_at is null
  )
  update public.generated_images
     set image_urls = array['/api/images/' || p_task_id], object_key = p_image ->> 'objectKey', thumb_key = p_image ->> 'thumbKey',
         mime_type = p_image ->> 'mimeType', width = (p_image ->> 'width')::integer, height = (p_image ->> 'height')::integer,
         placeholder = p_image ->> 'placeholder', sha256 = p_image ->> 'sha256'
    from task where task_id = p_task_id
  returning task.group_id into v_group_id;
  if not found then
    perform private.refuse_late(p_task_id);
    return false;
  end if;
  if v_group_id is not null then
    perform private.advance_group(v_group_id, array[p_task_id]);
  end if;
  return true;
end;
$$;

create function public.complete_task(p_task_id uuid, p_lease_token uuid, p_result jsonb default null) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks := private.lock_lease(p_task_id, p_lease_token);
begin
  if v_task.id is null then
    return false;
  end if;
  update public.tasks set result = p_result where id = p_task_id;
  perform private.end_attempt(v_task.id, v_task.attempts, 'completed');
  perform private.end_task(v_task.id, 'completed');
  return true;
end;
$$;
comment on function public.complete_task(uuid, uuid, jsonb) is
  'Completes a task whose result is no row of its own, under its lease; false when that is lost.';

create or replace function public.complete_title(p_task_id uuid, p_lease_token uuid, p_title text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks := private.lock_lease(p_task_id, p_lease_token);
begin
  if v_task.id is null then
    return false;
  end if;
  update public.topics set title = p_title, titled_by = 'model' where title_task_id = p_task_id and titled_by = 'prompt';
  update public.tasks set result = jsonb_build_object('topicId', v_task.payload -> 'topicId') where id = p_task_id;
  perform private.end_attempt(v_task.id, v_task.attempts, 'completed');
  perform private.end_task(v_task.id, 'completed');
  return true;
end;
$$;

create function private.purge_lost(p_task_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- In one order, before any task is locked; and who may wait for tasks skips a profile that is locked.
  perform from public.profiles where user_id in (select user_id from public.tasks where id = any (p_task_ids)) order by user_id for update;
  perform private.plan_purge(t.user_id, t.id, t.lease_seconds)
     from public.tasks t left join public.generated_images g on g.task_id = t.id
    where t.id = any (p_task_ids) and (t.status in ('failed', 'canceled') or g.deleted_at is not null);
end;
$$;
comment on function private.purge_lost(uuid[]) is
  'A process may have stored bytes of these just before it knew that it had lost them: they are planned for removal. Under the locks, so that a picture which is being restored is not.';

create or replace function private.refuse_late(p_task_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.fenced_writes (task_id) values (p_task_id);
  perform private.purge_lost(array[p_task_id]);
end;
$$;

create function public.heartbeat_tasks(p_leases jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_lost uuid[];
  v_kept uuid[];
begin
  select array_agg(given."leaseToken") into v_lost
    from jsonb_to_recordset(p_leases) as given ("taskId" uuid, "leaseToken" uuid)
   where not exists (select from public.tasks t where t.id = given."taskId" and t.status = 'processing'
                        and t.lease_token = given."leaseToken" and t.lease_expires_at > v_now);
  if v_lost is not null then
    perform private.purge_lost(array(select given."taskId" from jsonb_to_recordset(p_leases) as given ("taskId" uuid, "leaseToken" uuid)
                                      where given."leaseToken" = any (v_lost)));
  end if;
  -- A row that is locked is being ended, or read again in a moment: waiting for it could be a circle, since others lock a user's rows in another order.
  with held as (
    select t.id, t.lease_token, given.progress
      from public.tasks t join jsonb_to_recordset(p_leases) as given ("taskId" uuid, "leaseToken" uuid, progress real)
        on t.id = given."taskId" and t.lease_token = given."leaseToken"
     where t.status = 'processing' and t.lease_expires_at > v_now
       for no key update of t skip locked
  ), kept as (
    update public.tasks t
       set lease_expires_at = v_now + make_interval(secs => t.lease_seconds), progress = coalesce(held.progress, t.progress),
           version = t.version + (held.progress is distinct from t.progress and held.progress is not null)::integer
      from held where t.id = held.id
    returning t.lease_token
  )
  select array_agg(lease_token) into v_kept from kept;
  return jsonb_build_object('lost', to_jsonb(coalesce(v_lost, '{}')), 'busy', (
    select coalesce(jsonb_agg(given."leaseToken"), '[]') from jsonb_to_recordset(p_leases) as given ("leaseToken" uuid)
     where given."leaseToken" <> all (coalesce(v_lost, '{}') || coalesce(v_kept, '{}'))));
end;
$$;
comment on function public.heartbeat_tasks(jsonb) is
  'Prolongs the leases of a process: [{taskId, leaseToken, progress?}]. {lost, busy}: tokens of those that are lost, and of those to ask for again in a moment.';

drop function public.heartbeat_task(uuid, uuid);

drop function public.claim_tasks(integer, integer);
-- Claiming: whose turn it is, then which of their tasks. A process says what it knows and how much of each lane it has room for;
-- one user at a time, so that nobody waits behind another's hundred tasks, and a lane never behind another.

create function private.next_due(p_user_id uuid, p_kinds text[], p_now timestamptz) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(
    (select next.id from unnest(p_kinds) with ordinality as known (kind, rank)
      cross join lateral (
        select t.id from public.tasks t
         where t.user_id = p_user_id and t.kind = known.kind and t.status = 'queued' and t.error_code is not null and t.run_after <= p_now
         order by t.run_after, t.id limit 1) next
      order by known.rank limit 1),
    (select next.id from unnest(p_kinds) with ordinality as known (kind, rank)
      cross join lateral (
        select t.id from public.tasks t
         where t.user_id = p_user_id and t.kind = known.kind and t.status = 'queued' and t.waits_for = 0 and t.run_after <= p_now
         order by t.run_after, t.id limit 1) next
      order by known.rank limit 1));
end;
$$;
comment on function private.next_due(uuid, text[], timestamptz) is
  'The user''s next due task of these kinds, which are in order of priority. A retry goes before what was never tried.';

create function private.claim_lane(p_lane text, p_limit integer, p_kinds text[], p_max_running integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_round bigint := nextval('private.turns');
  v_claimed jsonb[] := '{}';
  v_broken jsonb[] := '{}';
  v_aside uuid[] := '{}';
  v_before integer := 0;
  v_kinds text[];
  v_knows_all boolean;
  v_places integer;
  v_user_id uuid;
  v_task_id uuid;
  v_task jsonb;
begin
  select array_agg(kind order by priority, kind) filter (where kind = any (p_kinds)), bool_and(kind = any (p_kinds)), coalesce(max(places), p_max_running)
    into v_kinds, v_knows_all, v_places
    from public.task_kinds where lane = p_lane;
  while v_kinds is not null and cardinality(v_claimed) < p_limit loop
    -- One user at a time: with a limit that is not a constant the statement would be planned anew by every call.
    select l.user_id into v_user_id
      from private.lane_turns l join public.profiles p on p.user_id = l.user_id
     where l.lane = p_lane and l.running < v_places and l.due_at <= v_now and l.turn < v_round and l.user_id <> all (v_aside)
       and (v_knows_all or private.next_due(l.user_id, v_kinds, v_now) is not null)
     order by l.running, l.turn, l.due_at limit 1 for update of p skip locked;
    if found then
      -- Looked at again under the lock of the profile: another claim may just have taken the last place, or the task.
      select private.next_due(v_user_id, v_kinds, v_now) into v_task_id from private.lane_turns
       where user_id = v_user_id and lane = p_lane and running < v_places and due_at <= v_now;
      continue when not found;
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
        -- The turn says that something is due, and nothing is: it is put right, and not looked at again.
        perform private.mend_turn(v_user_id, p_lane);
        v_aside := v_aside || v_user_id;
      end if;
    elsif cardinality(v_claimed) > v_before or cardinality(v_claimed) = 0 and private.mend_queue(p_lane) then
      v_before := cardinality(v_claimed);
      v_round := nextval('private.turns');
      v_now := clock_timestamp();
    else
      exit;
    end if;
  end loop;
  return jsonb_build_object('tasks', to_jsonb(v_claimed), 'broken', to_jsonb(v_broken));
end;
$$;
comment on function private.claim_lane(text, integer, text[], integer) is
  'Up to p_limit due tasks of one lane and of these kinds: {tasks, broken}. Users take turns; a task that raises is set aside and told.';

create function public.claim_tasks(p_places jsonb, p_kinds text[], p_max_running integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_lane record;
  v_part jsonb;
  v_tasks jsonb := '[]';
  v_broken jsonb := '[]';
  v_next_due_ms double precision;
  v_full boolean := true;
begin
  for v_lane in select key as lane, value::integer as places from jsonb_each_text(p_places) order by key loop
    v_part := private.claim_lane(v_lane.lane, v_lane.places, p_kinds, p_max_running);
    v_tasks := v_tasks || (v_part -> 'tasks');
    v_broken := v_broken || (v_part -> 'broken');
    v_full := v_full and jsonb_array_length(v_part -> 'tasks') >= v_lane.places;
  end loop;
  if not v_full then
    select ceil(extract(epoch from run_after - clock_timestamp()) * 1000) into v_next_due_ms from public.tasks
     where status = 'queued' and error_code is not null and run_after > clock_timestamp() order by run_after limit 1;
  end if;
  return jsonb_build_object('tasks', v_tasks, 'nextDueMs', v_next_due_ms, 'broken', v_broken);
end;
$$;
comment on function public.claim_tasks(jsonb, text[], integer) is
  'Claims due tasks of any users for a process: as many as p_places ({lane: number}) allows, of the kinds that it knows. '
  '{tasks, nextDueMs: until the next retry is due, null if every lane got all it asked for, broken: rows that raised}.';

create or replace function public.cancel_task(p_user_id uuid, p_task_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
begin
  perform private.lock_profile(p_user_id);
  select * into v_task from public.tasks where id = p_task_id and user_id = p_user_id
     and kind in (select kind from public.task_kinds where not quiet) for update;
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

alter table public.profiles drop column running, drop column served_at, drop column due_at, drop column turn;

drop view public.task_details;
create view public.task_details with (security_invoker = true) as
select t.id as task_id, t.kind, t.status, t.version, t.attempts, t.max_attempts, t.price, t.error_code, t.error_retry_at,
       t.created_at, t.started_at, t.finished_at,
       case when t.status = 'queued' and t.error_code is not null then t.run_after end as retry_at,
       case when t.status = 'queued' and t.error_code is null and t.waits_for = 0 then
         (select count(*) from public.task_kinds other join public.tasks ahead on ahead.kind = other.kind
           where other.lane = k.lane and ahead.user_id = t.user_id and ahead.status = 'queued' and ahead.waits_for = 0
             and (ahead.run_after, ahead.id) <= (t.run_after, t.id))
       end as queue_position,
       g.batch_id, g.position, g.seed, g.image_urls, g.mime_type, g.width, g.height, g.placeholder,
       g.deleted_at is not null as deleted,
       b.topic_id, coalesce(b.prompt, t.payload ->> 'prompt') as prompt, coalesce(b.model, t.payload ->> 'model') as model,
       b.settings, b.quantiles_ms, b.early_ms, b.created_at as batch_created_at, b.parent_id, g.favourite, g.number,
       k.lane, k.places, k.quiet, t.group_id, nullif(t.waits_for, 0) as waiting_for, t.progress, t.result
  from public.tasks t
  join public.task_kinds k on k.kind = t.kind
  left join public.generated_images g on g.task_id = t.id
  left join public.batches b on b.id = g.batch_id;
comment on view public.task_details is
  'A task of any kind, a picture''s with its picture and batch, as the API shows it. Nothing here changes with time alone, because a change comes with a new version.';
revoke all on public.task_details from public, anon, authenticated, service_role;
grant select on public.task_details to authenticated, service_role;

create or replace function public.read_tasks(p_task_ids uuid[]) returns jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return (
    select jsonb_build_object('now', clock_timestamp(), 'tasks', coalesce(jsonb_agg(d), '[]'),
             'running', case when bool_or(d.status = 'queued') then (
               select coalesce(jsonb_object_agg(lane, count), '{}')
                 from (select k.lane, count(*) from public.tasks t join public.task_kinds k on k.kind = t.kind
                        where t.status = 'processing' group by k.lane) held) else '{}' end)
      from public.task_details d where d.task_id = any (p_task_ids)
  );
end;
$$;
comment on function public.read_tasks(uuid[]) is
  'The caller''s tasks of these ids, and the database''s time: {now, tasks: task_details[], running}. '
  'running: how many of the caller''s places are taken, by lane, counted while one of these tasks is queued.';

create or replace function public.read_pending_tasks() returns jsonb
language sql stable set search_path = '' as $$
  with pending as (
    select * from public.task_details where status in ('queued', 'processing') and not quiet
  )
  select jsonb_build_object('now', clock_timestamp(),
           'tasks', (select coalesce(jsonb_agg(p order by p.created_at, p.task_id), '[]') from pending p),
           'running', (select coalesce(jsonb_object_agg(lane, count), '{}')
                         from (select lane, count(*) from pending where status = 'processing' group by lane) held));
$$;
comment on function public.read_pending_tasks() is
  'The caller''s open tasks but those that nobody waits for, oldest first: {now, tasks: task_details[], running: by lane}.';

create or replace view private.open_tasks with (security_invoker = true) as
select status, created_at, run_after, error_code is not null and run_after > clock_timestamp() as retrying, kind, waits_for
  from public.tasks where status = 'queued'
union all
select status, created_at, run_after, false, kind, 0 from public.tasks where status = 'processing';

create or replace function public.read_queue_stats() returns jsonb
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

revoke execute on all functions in schema private from public;
revoke execute on function public.claim_tasks(jsonb, text[], integer), public.heartbeat_tasks(jsonb), public.complete_task(uuid, uuid, jsonb),
  public.cancel_group(uuid, uuid) from public, anon, authenticated;
grant execute on function public.claim_tasks(jsonb, text[], integer), public.heartbeat_tasks(jsonb), public.complete_task(uuid, uuid, jsonb),
  public.cancel_group(uuid, uuid) to service_role;
