-- Accepting work anew: a generation may open its topic, refers to pictures and uploads, and says what it edits.

drop function public.create_generation(uuid, uuid[], jsonb, text, text, jsonb, integer[], integer, text, jsonb, uuid);
create function public.create_generation(
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

  insert into public.batches (user_id, topic_id, prompt, model, settings, p50_ms, p90_ms, created_at, parent_id)
  select p_user_id, p_topic_id, p_prompt, p_model, p_settings, estimate.p50_ms, estimate.p90_ms, v_now, p_parent_id
    from private.estimate_duration(p_stats_key) estimate
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
  v_delays integer[] := array(select jsonb_array_elements_text(p_limits -> 'retryDelaysSeconds')::integer);
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
  perform private.check_rate(p_user_id, (p_limits ->> 'ratePerMinute')::integer);
  perform private.check_references(p_user_id, v_old.payload #> '{settings,referenceIds}');

  select * into v_batch from public.batches where id = v_image.batch_id;
  update public.topics set updated_at = clock_timestamp() where id = v_batch.topic_id;
  -- A picture that is there already would only come again.
  if v_batch.settings -> 'seed' is not null and v_old.status <> 'completed' then
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
  'Accepts a new task in the slot of a terminal one, with its settings and price; the older version stays. p_seed is used unless the batch fixed one and there is no picture with it yet. '
  'Answers like create_generation. Raises PT402, PT404 (task, or a reference that was deleted), PT409 (not terminal, slot open, id taken), PT429.';

create or replace function public.complete_image(p_task_id uuid, p_lease_token uuid, p_image jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks := private.lock_lease(p_task_id, p_lease_token);
begin
  if v_task.id is null then
    return false;
  end if;
  update public.generated_images
     set image_urls = array['/api/images/' || p_task_id], object_key = p_image ->> 'objectKey', thumb_key = p_image ->> 'thumbKey',
         mime_type = p_image ->> 'mimeType', width = (p_image ->> 'width')::integer, height = (p_image ->> 'height')::integer,
         placeholder = p_image ->> 'placeholder', sha256 = p_image ->> 'sha256'
   where task_id = p_task_id;
  perform private.end_attempt(v_task.id, v_task.attempts, 'completed');
  perform private.end_task(v_task.id, 'completed');
  return true;
end;
$$;
comment on function public.complete_image(uuid, uuid, jsonb) is
  'Completes an image task whose bytes are stored. p_image: {objectKey, thumbKey, mimeType, width, height, placeholder, sha256}. False: the lease was lost.';

revoke execute on function public.create_generation(uuid, uuid[], jsonb, text, text, jsonb, integer[], integer, text, jsonb, uuid, boolean, uuid, jsonb)
  from public, anon, authenticated;
grant execute on function public.create_generation(uuid, uuid[], jsonb, text, text, jsonb, integer[], integer, text, jsonb, uuid, boolean, uuid, jsonb)
  to service_role;
