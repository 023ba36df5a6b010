-- It returned nothing, and another type can't replace that.
drop function private.check_rate(uuid, integer);

set local check_function_bodies = off;

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
    'rate', p_limits -> 'rate',
    'past', jsonb_build_object('quantilesMs', p_batch.quantiles_ms, 'earlyMs', p_batch.early_ms));
  insert into public.generation_requests (task_id, user_id, task_ids, request, response)
  values (p_task_ids[1], p_profile.user_id, p_task_ids, p_request, v_response);
  return v_response || jsonb_build_object('claimed', v_claimed);
end;
$$;
comment on function private.accept_tasks(public.profiles, uuid[], integer, public.batches, jsonb, jsonb) is
  'The common end of accepting: charge, note p_limits.origin (who asked), claim, remember the answer, with p_limits.rate (what check_rate said). Returns the answer, {past: {quantilesMs, earlyMs}} of the batch, and {claimed}.';


create or replace function private.check_rate(p_user_id uuid, p_per_minute integer) returns jsonb
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
  p_limits := p_limits || jsonb_build_object('rate', private.check_rate(p_user_id, (p_limits ->> 'ratePerMinute')::integer));
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
comment on function public.create_generation(uuid, uuid[], jsonb, text, text, jsonb, integer[], integer, text, jsonb, uuid, boolean, uuid, jsonb) is
  'Accepts a generation in one transaction. p_price: credits per picture; p_limits: {maxRunning, ratePerMinute, leaseSeconds, retryDelaysSeconds, origin?}; '
  'p_opens_topic: p_topic_id is new, or the caller''s already; p_parent_id: the picture it edits; p_title: {model, statsKey, locale} for a topic without a title. '
  'Returns the answer of POST /api/generate-image and {claimed}: the tasks that the caller now holds. '
  'Raises PT401 (no account), PT402, PT404 (topic, reference or parent), PT409 (ids taken), PT429.';


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
  p_limits := p_limits || jsonb_build_object('rate', private.check_rate(p_user_id, (p_limits ->> 'ratePerMinute')::integer));
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
comment on function public.create_retry(uuid, uuid, uuid, integer, jsonb) is
  'Accepts a new task in the slot of a terminal one, with its settings and price; the older version stays. p_seed is used unless the batch fixed one and there is no picture with it yet. '
  'Answers like create_generation. Raises PT402, PT404 (task, or a reference that was deleted), PT409 (not terminal, slot open, id taken), PT429.';


-- Who may do what: the functions of the schema public belong to the server, but for those that read as their caller; tables and views
-- of the schema public are read, under row level security; the rest is for the functions that own it. Safe to run again: every
-- migration that makes something ends with this.
--
-- Not by default privileges: what PUBLIC may call by PostgreSQL's own default can't be taken away in one schema, only for everything that
-- the role makes anywhere, and that role is the one under which a Supabase project's extensions and the embedded auth are made.

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
