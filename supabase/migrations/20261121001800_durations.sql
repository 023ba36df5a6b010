-- How long such work has been taking travels with the batch in full: what a card tells and when to look again come from the same numbers.

drop view public.task_details;
drop function private.estimate_duration(text);
alter table public.batches
  drop column p50_ms, drop column p90_ms,
  add column quantiles_ms integer[], add column early_ms integer;
comment on column public.batches.quantiles_ms is
  'Durations in ms at 5, 10, 25, 50, 75, 90 and 95 % of the last 50 finished attempts of this model and size, fast failures left out, when the batch was made; '
  'null without history.';
comment on column public.batches.early_ms is 'When the fast failures among those attempts were over, in ms of the attempt; null if there were none.';

create function private.past_durations(p_stats_key text) returns table (quantiles_ms integer[], early_ms integer)
language sql security definer set search_path = '' as $$
  with latest as (
    select extract(epoch from ended_at - started_at)::double precision * 1000 as ms, outcome from public.task_attempts
     where stats_key = p_stats_key and outcome in ('completed', 'failed')
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
revoke all on public.task_details from public, anon, authenticated, service_role;
grant select on public.task_details to authenticated, service_role;

-- As plpgsql with a generic plan it is planned once per connection: planning took longer than reading.
create or replace function public.read_tasks(p_task_ids uuid[]) returns jsonb
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

create or replace function public.read_pending_tasks() returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('now', clock_timestamp(), 'tasks', coalesce(jsonb_agg(d order by d.created_at), '[]'),
           'running', count(*) filter (where d.status = 'processing'))
    from public.task_details d where d.status in ('queued', 'processing');
$$;
comment on function public.read_pending_tasks() is
  'The caller''s open tasks, oldest first, and the database''s time: {now, tasks: task_details[], running: how many of the caller''s places are taken}.';

create or replace function private.accept_tasks(
  p_profile public.profiles, p_task_ids uuid[], p_price integer, p_batch public.batches, p_request jsonb, p_limits jsonb
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_balance integer := private.charge_tasks(p_profile, p_task_ids, p_price);
  v_claimed jsonb;
  v_response jsonb;
begin
  if p_limits -> 'origin' is not null then
    update public.tasks set origin = p_limits -> 'origin' where id = any (p_task_ids);
  end if;
  v_claimed := private.claim_free_places(p_profile.user_id, p_task_ids, (p_limits ->> 'maxRunning')::integer);
  v_response := jsonb_build_object(
    'status', (select status from public.tasks where id = p_task_ids[1]),
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

create or replace function public.create_generation(
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

create or replace function public.move_images(p_user_id uuid, p_ids uuid[], p_topic_id uuid) returns void
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

revoke execute on all functions in schema private from public;
