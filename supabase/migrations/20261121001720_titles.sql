-- A second kind of work: the title of a topic. It costs nothing, holds none of the user's places, and stands in no queue of pictures.

alter table public.tasks drop constraint tasks_kind_check;
alter table public.tasks add constraint tasks_kind_check check (kind in ('image', 'title'));
create index tasks_queued_others on public.tasks (user_id, run_after, id) where status = 'queued' and kind <> 'image';

create or replace function private.count_running(p_user_id uuid) returns bigint
language sql security definer set search_path = '' as $$
  select count(*) from public.tasks where user_id = p_user_id and status = 'processing' and kind = 'image';
$$;
comment on function private.count_running(uuid) is 'Places that the user holds now: pictures alone need them.';

create or replace function private.renumber_queue(p_user_id uuid, p_run_after timestamptz, p_id uuid) returns void
language sql security definer set search_path = '' as $$
  update public.tasks set version = version + 1
   where user_id = p_user_id and status = 'queued' and (run_after, id) > (p_run_after, p_id) and kind = 'image'
     and (select kind from public.tasks where id = p_id) = 'image';
$$;
comment on function private.renumber_queue(uuid, timestamptz, uuid) is
  'A picture entered or left the queue here: those behind it show another position, so their version rises.';

create or replace function private.claim_free_places(p_user_id uuid, p_task_ids uuid[], p_max_running integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_free bigint;
  v_claimed jsonb[] := '{}';
  v_id uuid;
begin
  v_free := p_max_running - private.count_running(p_user_id)
    - (select count(*) from public.tasks
        where user_id = p_user_id and status = 'queued' and run_after <= v_now and kind = 'image' and id <> all (p_task_ids));
  foreach v_id in array p_task_ids loop
    exit when cardinality(v_claimed) >= v_free;
    v_claimed := v_claimed || private.start_attempt(v_id);
  end loop;
  return to_jsonb(v_claimed);
end;
$$;

drop function private.take_next(uuid, timestamptz);
create function private.take_next(p_user_id uuid, p_now timestamptz, p_full boolean) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_task_id uuid;
begin
  select id into v_task_id from public.tasks
   where user_id = p_user_id and status = 'queued' and kind <> 'image' and run_after <= p_now
   order by run_after, id limit 1 for update skip locked;
  if not found and not p_full then
    select id into v_task_id from public.tasks
     where user_id = p_user_id and status = 'queued' and error_code is not null and kind = 'image' and run_after <= p_now
     order by run_after, id limit 1 for update skip locked;
    if not found then
      select id into v_task_id from public.tasks
       where user_id = p_user_id and status = 'queued' and kind = 'image' and run_after <= p_now
       order by run_after, id limit 1 for update skip locked;
    end if;
  end if;
  return v_task_id;
end;
$$;
comment on function private.take_next(uuid, timestamptz, boolean) is
  'Locks the user''s next due task: a title, else, unless all places are held (p_full), a retry if there is one, else the oldest picture; null if there is none.';

create or replace function public.claim_tasks(p_limit integer, p_max_running integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_claimed jsonb[] := '{}';
  v_before integer;
  v_user record;
  v_task_id uuid;
begin
  loop
    v_before := cardinality(v_claimed);
    exit when v_before >= p_limit;
    for v_user in
      with recursive waiting as (
        (select t.user_id from public.tasks t where t.status = 'queued' order by t.user_id limit 1)
        union all
        select (select t.user_id from public.tasks t
                 where t.status = 'queued' and t.user_id > waiting.user_id order by t.user_id limit 1)
          from waiting where waiting.user_id is not null
      )
      select waiting.user_id, private.count_running(waiting.user_id) as running, oldest.run_after,
             (select t.started_at from public.tasks t
               where t.user_id = waiting.user_id and t.started_at is not null
               order by t.started_at desc limit 1) as served_at
        from waiting,
             lateral (select t.run_after from public.tasks t
                       where t.status = 'queued' and t.user_id = waiting.user_id
                       order by t.run_after, t.id limit 1) oldest
       where oldest.run_after <= v_now
       order by running, served_at nulls first, oldest.run_after
    loop
      exit when cardinality(v_claimed) >= p_limit;
      continue when v_user.running >= p_max_running and not exists (
        select from public.tasks
         where user_id = v_user.user_id and status = 'queued' and kind <> 'image' and run_after <= v_now);
      perform from public.profiles where user_id = v_user.user_id for update skip locked;
      continue when not found;
      v_task_id := private.take_next(v_user.user_id, v_now, private.count_running(v_user.user_id) >= p_max_running);
      continue when v_task_id is null;
      v_claimed := v_claimed || private.start_attempt(v_task_id);
    end loop;
    exit when cardinality(v_claimed) = v_before;
  end loop;
  return jsonb_build_object(
    'tasks', to_jsonb(v_claimed),
    'nextDueMs', (select ceil(extract(epoch from min(run_after) - clock_timestamp()) * 1000)
                    from public.tasks where status = 'queued' and run_after > v_now));
end;
$$;

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

revoke execute on all functions in schema private from public;
revoke execute on function public.complete_title(uuid, uuid, text) from public, anon, authenticated;
grant execute on function public.complete_title(uuid, uuid, text) to service_role;
