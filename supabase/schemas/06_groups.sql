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
    select child.id, child.needs, row_number() over (order by child.created_at, child.id) as rank
      from public.tasks child join edges on child.id = edges.child_id and child.waits_for = edges.count
     where child.status = 'queued'
  ), completed as (
    select d.child_id, d.port, count(*),
           jsonb_agg(jsonb_build_object('taskId', parent.id, 'result', parent.result) order by d.position) as inputs
      from public.task_dependencies d join public.tasks parent on parent.id = d.parent_id and parent.status = 'completed'
     where d.child_id in (select id from ready) group by d.child_id, d.port
  ), bound as (
    select ready.id, ready.rank, coalesce(sum(completed.count), 0) >= ready.needs as enough,
           coalesce(jsonb_object_agg(completed.port, completed.inputs) filter (where completed.port is not null), '{}') as inputs
      from ready left join completed on completed.child_id = ready.id group by ready.id, ready.rank, ready.needs
  ), released as (
    -- Set-based, because hundreds may wait for one; at the end of the queue, where nobody gets another position.
    update public.tasks child
       set waits_for = 0, run_after = v_now + bound.rank * interval '1 microsecond', version = child.version + 1,
           payload = child.payload || jsonb_build_object('inputs', bound.inputs)
      from bound where child.id = bound.id and bound.enough
    returning child.user_id, child.kind, child.run_after
  ), due as (
    insert into private.lane_turns as l (user_id, lane, due_at)
    select released.user_id, k.lane, min(released.run_after) from released join public.task_kinds k on k.kind = released.kind
     group by released.user_id, k.lane
    on conflict (user_id, lane) do update set due_at = least(l.due_at, excluded.due_at)
  )
  select array_agg(id order by rank) filter (where not enough) into v_doomed from bound;
  return v_doomed;
end;
$$;
comment on function private.release_children(uuid[]) is
  'These have ended: what waited for the last of them is due, with what came of its completed parents as payload.inputs: {port: [{taskId, result}]} in order '
  'of position. Returns those for which too few completed.';

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
