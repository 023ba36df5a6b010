-- Accepting work: a generation or a retry is one transaction, from the lock of the profile to the claims.

create function private.check_rate(p_user_id uuid, p_per_minute integer) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_times timestamptz[];
begin
  select array_agg(created_at order by created_at) into v_times from public.generation_requests
   where user_id = p_user_id and created_at > v_now - interval '60 seconds';
  if cardinality(v_times) >= p_per_minute then
    raise exception 'rate limited' using errcode = 'PT429', detail = jsonb_build_object('retryAfterSeconds',
      ceil(extract(epoch from v_times[cardinality(v_times) - p_per_minute + 1] + interval '60 seconds' - v_now)))::text;
  end if;
end;
$$;
comment on function private.check_rate(uuid, integer) is
  'Raises PT429 with {retryAfterSeconds} when the user''s accepted requests of the last 60 s reach the limit.';

create function private.stored_answer(p_user_id uuid, p_task_ids uuid[], p_request jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_stored public.generation_requests;
begin
  select * into v_stored from public.generation_requests where task_id = p_task_ids[1] and user_id = p_user_id;
  if v_stored.task_ids = p_task_ids and v_stored.request = p_request then
    return v_stored.response || '{"claimed": []}';
  end if;
  if v_stored.task_id is not null or exists (select from public.tasks where id = any (p_task_ids))
    or exists (select from public.generation_requests where task_id = any (p_task_ids)) then
    raise exception 'ids are taken' using errcode = 'PT409', detail = '{"taskIds": "already used for another request"}';
  end if;
  return null;
end;
$$;
comment on function private.stored_answer(uuid, uuid[], jsonb) is
  'The first answer to the same ids with the same body; PT409 when the ids are taken by anything else; null when they are new.';

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

create function private.claim_free_places(p_user_id uuid, p_task_ids uuid[], p_max_running integer) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_free bigint;
  v_claimed jsonb[] := '{}';
  v_id uuid;
begin
  v_free := p_max_running - private.count_running(p_user_id)
    - (select count(*) from public.tasks
        where user_id = p_user_id and status = 'queued' and run_after <= v_now and id <> all (p_task_ids));
  foreach v_id in array p_task_ids loop
    exit when cardinality(v_claimed) >= v_free;
    v_claimed := v_claimed || private.start_attempt(v_id);
  end loop;
  return to_jsonb(v_claimed);
end;
$$;
comment on function private.claim_free_places(uuid, uuid[], integer) is
  'Claims as many of these new tasks as the user has places that nobody waits for.';

create function private.accept_tasks(
  p_profile public.profiles, p_task_ids uuid[], p_price integer, p_batch public.batches, p_request jsonb, p_limits jsonb
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_balance integer := private.charge_tasks(p_profile, p_task_ids, p_price);
  v_claimed jsonb := private.claim_free_places(p_profile.user_id, p_task_ids, (p_limits ->> 'maxRunning')::integer);
  v_response jsonb;
begin
  v_response := jsonb_build_object(
    'status', (select status from public.tasks where id = p_task_ids[1]),
    'taskId', p_task_ids[1], 'taskIds', to_jsonb(p_task_ids), 'batchId', p_batch.id, 'topicId', p_batch.topic_id,
    'credits', jsonb_build_object('charged', p_price * cardinality(p_task_ids), 'balance', v_balance),
    'estimate', case when p_batch.p50_ms is not null
                  then jsonb_build_object('p50Ms', p_batch.p50_ms, 'p90Ms', p_batch.p90_ms) end);
  insert into public.generation_requests (task_id, user_id, task_ids, request, response)
  values (p_task_ids[1], p_profile.user_id, p_task_ids, p_request, v_response);
  return v_response || jsonb_build_object('claimed', v_claimed);
end;
$$;
comment on function private.accept_tasks(public.profiles, uuid[], integer, public.batches, jsonb, jsonb) is
  'The common end of accepting: charge, claim, remember the answer. Returns the answer and {claimed}.';

create function private.estimate_duration(p_stats_key text) returns table (p50_ms integer, p90_ms integer)
language sql security definer set search_path = '' as $$
  select percentile_cont(0.5) within group (order by ms)::integer, percentile_cont(0.9) within group (order by ms)::integer
    from (select extract(epoch from ended_at - started_at)::double precision * 1000 as ms from public.task_attempts
           where stats_key = p_stats_key and outcome in ('completed', 'failed')
           order by ended_at desc limit 50) latest;
$$;
comment on function private.estimate_duration(text) is 'Quantiles in ms of the last 50 finished attempts of this kind; nulls without history.';

create function public.create_generation(
  p_user_id uuid, p_task_ids uuid[], p_request jsonb, p_prompt text, p_model text, p_settings jsonb,
  p_seeds integer[], p_price integer, p_stats_key text, p_limits jsonb, p_topic_id uuid default null
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
    update public.topics set updated_at = v_now where id = p_topic_id and user_id = p_user_id;
    if not found then
      raise exception 'no such topic' using errcode = 'PT404';
    end if;
  end if;
  if exists (
    select from jsonb_array_elements_text(coalesce(p_settings -> 'referenceIds', '[]')) as reference (id)
     where not exists (select from public.generated_images g
                        where g.task_id = reference.id::uuid and g.user_id = p_user_id
                          and g.object_key is not null and g.deleted_at is null)
  ) then
    raise exception 'no such reference' using errcode = 'PT404';
  end if;

  insert into public.batches (user_id, topic_id, prompt, model, settings, p50_ms, p90_ms, created_at)
  select p_user_id, p_topic_id, p_prompt, p_model, p_settings, estimate.p50_ms, estimate.p90_ms, v_now
    from private.estimate_duration(p_stats_key) estimate
  returning * into v_batch;
  insert into public.tasks (id, user_id, kind, price, payload, stats_key, max_attempts, retry_delays, lease_seconds, run_after, created_at)
  select slot.id, p_user_id, 'image', p_price,
         jsonb_build_object('prompt', p_prompt, 'model', p_model, 'settings', p_settings, 'seed', p_seeds[slot.number]),
         p_stats_key, cardinality(v_delays) + 1, v_delays, (p_limits ->> 'leaseSeconds')::integer, slot.at, slot.at
    from (select id, number, v_now + number * interval '1 microsecond' as at
            from unnest(p_task_ids) with ordinality as given (id, number)) slot;
  insert into public.generated_images (task_id, user_id, batch_id, position, seed)
  select id, p_user_id, v_batch.id, number - 1, p_seeds[number]
    from unnest(p_task_ids) with ordinality as slot (id, number);
  return private.accept_tasks(v_profile, p_task_ids, p_price, v_batch, p_request, p_limits);
end;
$$;
comment on function public.create_generation(uuid, uuid[], jsonb, text, text, jsonb, integer[], integer, text, jsonb, uuid) is
  'Accepts a generation in one transaction. p_price: credits per picture; p_limits: {maxRunning, ratePerMinute, leaseSeconds, retryDelaysSeconds}. '
  'Returns the answer of POST /api/generate-image and {claimed}: the tasks that the caller now holds. '
  'Raises PT401 (no account), PT402, PT404 (topic or reference), PT409 (ids taken), PT429.';

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
  select * into v_old from public.tasks where id = p_task_id and user_id = p_user_id;
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

  select * into v_batch from public.batches where id = v_image.batch_id;
  if v_batch.settings -> 'seed' is not null then
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
  'Accepts a new task in the slot of a terminal one, with its settings and price; the older version stays. p_seed is used unless the batch fixed one. '
  'Answers like create_generation. Raises PT402, PT404, PT409 (not terminal, slot open, id taken), PT429.';

create function public.cancel_task(p_user_id uuid, p_task_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
begin
  perform private.lock_profile(p_user_id);
  select * into v_task from public.tasks where id = p_task_id and user_id = p_user_id for update;
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
  'Cancels and refunds a task that has not ended. Raises PT404, or PT409 with {status} when it has.';

revoke execute on all functions in schema private from public;
revoke execute on function
  public.create_generation(uuid, uuid[], jsonb, text, text, jsonb, integer[], integer, text, jsonb, uuid),
  public.create_retry(uuid, uuid, uuid, integer, jsonb), public.cancel_task(uuid, uuid) from public, anon, authenticated;
grant execute on function
  public.create_generation(uuid, uuid[], jsonb, text, text, jsonb, integer[], integer, text, jsonb, uuid),
  public.create_retry(uuid, uuid, uuid, integer, jsonb), public.cancel_task(uuid, uuid) to service_role;
