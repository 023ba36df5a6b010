-- Topics: opened by hand or by the first generation, titled in the background, deleted with all that is in them.

create view public.topic_details with (security_invoker = true) as
select t.id, t.title, t.titled_by, t.created_at, t.updated_at,
       (select g.task_id from public.batches b join public.generated_images g on g.batch_id = b.id
         where b.topic_id = t.id and g.object_key is not null and g.deleted_at is null
         order by b.created_at, b.id, g.position, g.created_at limit 1) as cover_id
  from public.topics t;
comment on view public.topic_details is 'A topic with its cover: the first of its pictures that is there.';

create function public.list_topics(p_filter jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_where text := '';
  v_topics jsonb;
begin
  if p_filter ? 'after' then
    v_where := ' and (updated_at, id) < (($1 -> ''after'' ->> 0)::timestamptz, ($1 -> ''after'' ->> 1)::uuid)';
  end if;
  execute 'select coalesce(jsonb_agg(page order by page.updated_at desc, page.id desc), ''[]'')
      from (select * from public.topic_details where true' || v_where || '
             order by updated_at desc, id desc limit ($1 ->> ''limit'')::integer) page'
    into v_topics using p_filter;
  return v_topics;
end;
$$;
comment on function public.list_topics(jsonb) is
  'A page of the caller''s topics, latest use first: topic_details[]. p_filter: {limit, after?: [updated_at, id] of the page before''s last}.';

create function public.count_topic(p_topic_id uuid) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'batches', count(distinct b.id),
    'pictures', count(*) filter (where g.object_key is not null and g.deleted_at is null),
    'open', count(*) filter (where t.finished_at is null))
    from public.batches b join public.generated_images g on g.batch_id = b.id join public.tasks t on t.id = g.task_id
   where b.topic_id = p_topic_id;
$$;
comment on function public.count_topic(uuid) is 'What is in one of the caller''s topics: {batches, pictures, open: tasks that have not ended}.';

create function public.create_topic(p_user_id uuid, p_topic_id uuid, p_title text default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if (private.lock_profile(p_user_id)).user_id is null then
    raise exception 'no account' using errcode = 'PT401';
  end if;
  if coalesce(private.id_in_use(p_topic_id), 'topic') = 'topic' then
    insert into public.topics (id, user_id, title, titled_by)
    values (p_topic_id, p_user_id, p_title, case when p_title is null then 'prompt' else 'person' end)
    on conflict (id) do nothing;
  end if;
  if not exists (select from public.topics where id = p_topic_id and user_id = p_user_id and (p_title is null or title = p_title)) then
    raise exception 'id is taken' using errcode = 'PT409', detail = '{"id": "already used for something else"}';
  end if;
end;
$$;
comment on function public.create_topic(uuid, uuid, text) is
  'Opens a topic, without a title for now if none is given. The same again changes nothing. Raises PT409 when the id is anything else''s.';

create function public.rename_topic(p_user_id uuid, p_topic_id uuid, p_title text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.topics set title = p_title, titled_by = 'person' where id = p_topic_id and user_id = p_user_id;
  if not found then
    raise exception 'no such topic' using errcode = 'PT404';
  end if;
end;
$$;
comment on function public.rename_topic(uuid, uuid, text) is 'Gives a topic a person''s title, which nothing replaces. Raises PT404.';

create function private.first_words(p_prompt text) returns text
language sql stable set search_path = '' as $$
  select case when words = p_prompt then words else left(words, 59) || '…' end
    from (select left(array_to_string((regexp_split_to_array(p_prompt, '\s+'))[1:5], ' '), 60)) as first (words);
$$;
comment on function private.first_words(text) is 'The first 5 words of a prompt, 60 characters at most, with an ellipsis if there are more.';

-- The title of a topic is a task that costs nothing, holds none of the user's places, and stands in no queue of pictures.
create function private.queue_title(p_topic_id uuid, p_prompt text, p_title jsonb, p_limits jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_topic public.topics;
  v_task_id uuid := gen_random_uuid();
begin
  select * into v_topic from public.topics where id = p_topic_id and titled_by = 'prompt';
  if v_topic.id is null or exists (select from public.tasks where id = v_topic.title_task_id and status <> 'failed') then
    return;
  end if;
  perform private.insert_tasks(v_topic.user_id, jsonb_build_array(jsonb_build_object(
    'id', v_task_id, 'kind', 'title', 'price', 0, 'statsKey', p_title ->> 'statsKey', 'payload', jsonb_build_object(
      'topicId', p_topic_id, 'prompt', p_prompt, 'model', p_title ->> 'model', 'locale', p_title ->> 'locale'))), p_limits);
  update public.topics
     set title_task_id = v_task_id,
         title = coalesce(title, private.first_words(p_prompt))
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
  update public.tasks set result = jsonb_build_object('topicId', v_task.payload -> 'topicId') where id = p_task_id;
  perform private.end_attempt(v_task.id, v_task.attempts, 'completed');
  perform private.end_task(v_task.id, 'completed');
  return true;
end;
$$;
comment on function public.complete_title(uuid, uuid, text) is
  'Completes a title task; the topic takes the title unless a person has typed one meanwhile. False: the lease was lost.';

-- Deleting a topic of 40,000 pictures took 6.6 s in one transaction, in which its user could do nothing else. So the topic is hidden
-- and its open tasks end at once; what is in it goes in parts, of which each is a transaction, and any process goes on with the rest.
create function public.delete_topic(p_user_id uuid, p_topic_id uuid) returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  v_topic public.topics;
  v_canceled uuid[];
begin
  perform private.lock_profile(p_user_id);
  select * into v_topic from public.topics where id = p_topic_id and user_id = p_user_id and deleted_at is null for update;
  if v_topic.id is null then
    raise exception 'no such topic' using errcode = 'PT404';
  end if;
  v_canceled := private.cancel_open(p_user_id, p_topic_id, v_topic.title_task_id);
  delete from public.tasks where id = v_topic.title_task_id;
  update public.topics set deleted_at = clock_timestamp() where id = p_topic_id;
  perform private.clear_topic(p_user_id, p_topic_id, 2000);
  return v_canceled;
end;
$$;
comment on function public.delete_topic(uuid, uuid) is
  'Deletes a topic: it is hidden, what is open in it is canceled and refunded, and up to 2,000 of its pictures are deleted and their objects planned '
  'for removal; clear_deleted_topic deletes the rest. Returns the tasks that were open, for whoever runs them. Raises PT404.';

create function public.clear_deleted_topic(p_user_id uuid, p_topic_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_profile(p_user_id);
  if not exists (select from public.topics where id = p_topic_id and user_id = p_user_id and deleted_at is not null) then
    return true;
  end if;
  return private.clear_topic(p_user_id, p_topic_id, 2000);
end;
$$;
comment on function public.clear_deleted_topic(uuid, uuid) is
  'Deletes another 2,000 pictures of a deleted topic. True when nothing of it is left. Any process may do so, at any time.';

create function private.clear_topic(p_user_id uuid, p_topic_id uuid, p_limit integer) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_task_ids uuid[];
  v_batch_ids uuid[];
begin
  -- A slot of it may have been tried again since the part before.
  perform private.cancel_open(p_user_id, p_topic_id, null);
  select coalesce(array_agg(part.task_id), '{}'), array_agg(distinct part.batch_id) into v_task_ids, v_batch_ids
    from (select g.task_id, g.batch_id from public.batches b join public.generated_images g on g.batch_id = b.id
           where b.topic_id = p_topic_id limit p_limit) part;
  perform private.forget_requests(v_task_ids);
  delete from public.tasks where id = any (v_task_ids);
  if cardinality(v_task_ids) < p_limit then
    delete from public.topics where id = p_topic_id;
    return true;
  end if;
  delete from public.batches b
   where b.id = any (v_batch_ids) and not exists (select from public.generated_images g where g.batch_id = b.id);
  return false;
end;
$$;
comment on function private.clear_topic(uuid, uuid, integer) is
  'Deletes up to p_limit pictures of a deleted topic whose user''s profile is locked, and with the last of them the topic itself: then true.';

create function private.cancel_open(p_user_id uuid, p_topic_id uuid, p_title_task_id uuid) returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  v_open public.tasks;
  v_canceled uuid[] := '{}';
begin
  for v_open in
    select t.* from public.tasks t
     where t.user_id = p_user_id and t.status in ('queued', 'processing')
       and (t.id = p_title_task_id
         or exists (select from public.generated_images g join public.batches b on b.id = g.batch_id
                     where g.task_id = t.id and b.topic_id = p_topic_id))
     -- From the end of the queue, where nobody behind gets another position.
     order by t.run_after desc, t.id desc for update
  loop
    perform private.end_attempt(v_open.id, v_open.attempts, 'canceled');
    perform private.end_task(v_open.id, 'canceled');
    v_canceled := v_canceled || v_open.id;
  end loop;
  return v_canceled;
end;
$$;
comment on function private.cancel_open(uuid, uuid, uuid) is 'Cancels and refunds what is open in a topic, and the task of its title; their ids.';

create function private.forget_requests(p_task_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_counted timestamptz := clock_timestamp() - interval '60 seconds';
begin
  delete from public.generation_requests where task_id = any (p_task_ids) and created_at <= v_counted;
  update public.generation_requests set request = '{}', response = '{}' where task_id = any (p_task_ids);
end;
$$;
comment on function private.forget_requests(uuid[]) is
  'Removes accepted requests whose tasks are deleted. What the rate limit still counts, so that deleting does not reset it, stays without words until it is cleaned up.';

create function private.leave_deleted_topic() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  return null;
end;
$$;
comment on function private.leave_deleted_topic() is 'Nothing changes a deleted topic: whoever does not find the one they update says that there is none.';
create trigger leave_deleted_topic before update on public.topics
  for each row when (old.deleted_at is not null) execute function private.leave_deleted_topic();
