-- Whose turn it is, kept beside the balance by triggers of tasks, so that it is as true as the rows: a claim that looked at every user
-- who waits, and counted the places of each, took 3 ms with 200 of them, and no index could order them.
--
-- With fewer places in all than users with a backlog, "fewest running, then longest wait" serves those who queued first until
-- nothing of theirs is left. So turns go round; and by number, not by time: whoever was served while the clock was an hour
-- fast would wait for an hour after it was put right.

create sequence private.turns;

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

create function private.queue_turn() returns trigger
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

create function private.renumber_queue(p_user_id uuid, p_lane text, p_run_after timestamptz, p_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.tasks t set version = version + 1 from public.task_kinds k
   where k.lane = p_lane and t.user_id = p_user_id and t.kind = k.kind and t.status = 'queued' and t.waits_for = 0
     and (t.run_after, t.id) > (p_run_after, p_id);
end;
$$;
comment on function private.renumber_queue(uuid, text, timestamptz, uuid) is 'Tasks of the lane behind this one have another position now: a new version for each.';

create function private.follow_task() returns trigger
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
create trigger follow_task after update of status, run_after on public.tasks
  for each row execute function private.follow_task();

create function private.end_turn() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update private.lane_turns
     set running = running - (old.status = 'processing')::integer, due_at = private.find_due(user_id, lane)
   where user_id = old.user_id and lane = (select lane from public.task_kinds where kind = old.kind);
  return null;
end;
$$;
comment on function private.end_turn() is 'An open task''s row is gone: neither its place nor its turn is left.';
create trigger end_turn after delete on public.tasks
  for each row when (old.finished_at is null) execute function private.end_turn();

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
