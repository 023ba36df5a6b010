-- The steps of accepting work, under the lock of the profile: rate limit, ids and repeated requests, charge, claim, answer.

create function private.check_rate(p_user_id uuid, p_per_minute integer) returns jsonb
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
  return jsonb_build_object('left', p_per_minute - 1 - coalesce(cardinality(v_times), 0),
    'resetMs', ceil(extract(epoch from coalesce(v_times[1], v_now) + interval '60 seconds' - v_now) * 1000));
end;
$$;
comment on function private.check_rate(uuid, integer) is
  'Raises PT429 with {retryAfterSeconds} when the user''s accepted requests, and cancels of started work, of the last 60 s reach the limit. '
  'Returns {left, resetMs}: how many more are let through after this one, and how long it is until there is one more.';

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

create function private.accept_tasks(
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
    'rate', p_limits -> 'rate',
    'past', jsonb_build_object('quantilesMs', p_batch.quantiles_ms, 'earlyMs', p_batch.early_ms));
  insert into public.generation_requests (task_id, user_id, task_ids, request, response)
  values (p_task_ids[1], p_profile.user_id, p_task_ids, p_request, v_response);
  return v_response || jsonb_build_object('claimed', v_claimed);
end;
$$;
comment on function private.accept_tasks(public.profiles, uuid[], integer, public.batches, jsonb, jsonb) is
  'The common end of accepting: charge, note p_limits.origin (who asked), claim, remember the answer, with p_limits.rate (what check_rate said). Returns the answer, {past: {quantilesMs, earlyMs}} of the batch, and {claimed}.';
