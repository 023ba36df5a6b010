-- Accepting work: a generation or a retry is one transaction, from the lock of the profile to the claims.

create function public.create_generation(
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

create function public.create_retry(p_user_id uuid, p_task_id uuid, p_new_task_id uuid, p_seed integer, p_limits jsonb) returns jsonb
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
