-- Whose turn it is, kept beside the balance. A claim looked at every user who waits, and counted the places of each: 3 ms with
-- 200 of them, and no index could order them. A trigger keeps it with every change of a task, so it is as true as the rows.

alter table public.profiles
  add column running integer not null default 0,
  add column served_at timestamptz,
  add column due_at timestamptz;
comment on column public.profiles.running is 'Places that the user holds now: pictures that are processing.';
comment on column public.profiles.served_at is 'When a task of the user was last started.';
comment on column public.profiles.due_at is 'The earliest run_after of the user''s queued tasks; null when none is queued.';
update public.profiles p
   set running = (select count(*) from public.tasks t where t.user_id = p.user_id and t.status = 'processing' and t.kind = 'image'),
       served_at = (select max(t.started_at) from public.tasks t where t.user_id = p.user_id),
       due_at = (select min(t.run_after) from public.tasks t where t.user_id = p.user_id and t.status = 'queued');
create index profiles_turns on public.profiles (running, served_at nulls first, due_at) where due_at is not null;

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

create function private.find_due(p_user_id uuid) returns timestamptz
language plpgsql security definer set search_path = '' as $$
begin
  return (select run_after from public.tasks
           where user_id = p_user_id and status = 'queued' order by run_after, id limit 1);
end;
$$;
comment on function private.find_due(uuid) is 'The earliest run_after of the user''s queued tasks; null when none is queued.';

-- One trigger without a condition: each condition is parsed anew by every statement, which costs as much as an insert.
create function private.follow_task() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.status = old.status and new.run_after = old.run_after then
    return null;
  end if;
  if old.status = 'processing' and new.finished_at is not null then
    if new.kind = 'image' then
      update public.profiles set running = running - 1 where user_id = new.user_id;
    end if;
  elsif new.status = 'processing' then
    update public.profiles
       set running = running + (new.kind = 'image')::integer, served_at = new.started_at,
           due_at = (select t.run_after from public.tasks t
                      where t.user_id = new.user_id and t.status = 'queued' order by t.run_after, t.id limit 1)
     where user_id = new.user_id;
  else
    update public.profiles
       set running = running - (old.status = 'processing' and new.kind = 'image')::integer, due_at = private.find_due(user_id)
     where user_id = new.user_id;
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
  'Keeps the turn of a task''s user, and notes its end and its retries for the metrics; a completed one is noted with its attempt.';
drop trigger note_task on public.tasks;
drop trigger note_retry on public.tasks;
drop function private.note_task();
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

create or replace function private.count_running(p_user_id uuid) returns bigint
language plpgsql security definer set search_path = '' as $$
begin
  return (select running from public.profiles where user_id = p_user_id);
end;
$$;
comment on function private.count_running(uuid) is 'Places that the user holds now: pictures alone need them.';

drop index public.tasks_turns;
-- Every heartbeat moved a row in each index of tasks because of this one; those that are processing are few enough to look at.
drop index public.tasks_leases;
