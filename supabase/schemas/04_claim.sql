-- Claiming: fair between users, never more than the limit of one user at a time, in as few statements as keep that promise: each
-- costs 20 to 50 µs, whatever it does. Whoever gets as much as it asked for comes again when a place is free, and need not be
-- told when the next retry is due: a twentieth of what a claim and a completion cost.

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

create function public.heartbeat_tasks(p_leases jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_lost uuid[];
  v_kept uuid[];
begin
  select array_agg(given."leaseToken") into v_lost
    from jsonb_to_recordset(p_leases) as given ("taskId" uuid, "leaseToken" uuid)
   where not exists (select from private.leases l where l.id = given."taskId" and l.lease_token = given."leaseToken");
  if v_lost is not null then
    perform private.purge_lost(array(select given."taskId" from jsonb_to_recordset(p_leases) as given ("taskId" uuid, "leaseToken" uuid)
                                      where given."leaseToken" = any (v_lost)));
  end if;
  -- A row that is locked is being ended, or read again in a moment: waiting for it could be a circle, since others lock a user's rows in another order.
  with held as (
    select l.id, l.lease_token, given.progress
      from private.leases l join jsonb_to_recordset(p_leases) as given ("taskId" uuid, "leaseToken" uuid, progress real)
        on l.id = given."taskId" and l.lease_token = given."leaseToken"
       for no key update of l skip locked
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
