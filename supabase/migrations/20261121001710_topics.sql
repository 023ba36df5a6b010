-- Topics: opened by hand or by the first generation, titled in the background, deleted with all that is in them.

alter table public.topics alter column title drop not null;
alter table public.topics alter column updated_at type timestamptz(3);
alter table public.topics
  add column titled_by text not null default 'person' check (titled_by in ('person', 'model', 'prompt')),
  add column title_task_id uuid references public.tasks (id) on delete set null;
comment on column public.topics.title is 'Null until the first generation or a person gives one.';
comment on column public.topics.titled_by is 'Whose words the title is: a person''s are never replaced, the first words of the prompt only until the model''s come.';
comment on column public.topics.title_task_id is 'The background task that asks for a title.';
comment on column public.topics.updated_at is 'Its latest use, in ms, as JavaScript keeps it: the cursor of the list is made of it.';
create index topics_title_task on public.topics (title_task_id);
drop index public.topics_of_user;
create index topics_of_user on public.topics (user_id, updated_at desc, id desc);

create view public.topic_details with (security_invoker = true) as
select t.id, t.title, t.titled_by, t.created_at, t.updated_at,
       (select g.task_id from public.batches b join public.generated_images g on g.batch_id = b.id
         where b.topic_id = t.id and g.object_key is not null and g.deleted_at is null
         order by b.created_at, b.id, g.position, g.created_at limit 1) as cover_id
  from public.topics t;
comment on view public.topic_details is 'A topic with its cover: the first of its pictures that is there.';
revoke all on public.topic_details from public, anon, authenticated, service_role;
grant select on public.topic_details to authenticated, service_role;

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
  insert into public.topics (id, user_id, title, titled_by)
  values (p_topic_id, p_user_id, p_title, case when p_title is null then 'prompt' else 'person' end)
  on conflict (id) do nothing;
  if not found and not exists (select from public.topics where id = p_topic_id and user_id = p_user_id
                                  and (p_title is null or title = p_title)) then
    raise exception 'id is taken' using errcode = 'PT409', detail = '{"id": "already used for another topic"}';
  end if;
end;
$$;
comment on function public.create_topic(uuid, uuid, text) is
  'Opens a topic, without a title for now if none is given. The same again changes nothing. Raises PT409 when the id is another topic''s.';

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

create function private.forget_requests(p_task_ids uuid[]) returns void
language sql security definer set search_path = '' as $$
  update public.generation_requests set request = '{}', response = '{}' where task_id = any (p_task_ids);
$$;
comment on function private.forget_requests(uuid[]) is
  'Takes the words out of accepted requests whose tasks are deleted. The rate limit goes on counting them, so that deleting does not reset it; the sweep removes them after that.';

create function private.drop_forgotten_requests() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.generation_requests where response = '{}' and created_at <= clock_timestamp() - interval '60 seconds';
  return null;
end;
$$;
comment on function private.drop_forgotten_requests() is 'Removes requests without words once the rate limit no longer counts them.';
create index generation_requests_forgotten on public.generation_requests (created_at) where response = '{}';
create trigger drop_forgotten_requests after update of swept_at on private.installation
  for each row execute function private.drop_forgotten_requests();

create function public.delete_topic(p_user_id uuid, p_topic_id uuid) returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  v_topic public.topics;
  v_task_ids uuid[];
  v_open public.tasks;
  v_canceled uuid[] := '{}';
begin
  perform private.lock_profile(p_user_id);
  select * into v_topic from public.topics where id = p_topic_id and user_id = p_user_id for update;
  if v_topic.id is null then
    raise exception 'no such topic' using errcode = 'PT404';
  end if;
  v_task_ids := array(select g.task_id from public.batches b join public.generated_images g on g.batch_id = b.id
                       where b.topic_id = p_topic_id) || v_topic.title_task_id;
  for v_open in select * from public.tasks where id = any (v_task_ids) and finished_at is null for update loop
    perform private.end_attempt(v_open.id, v_open.attempts, 'canceled');
    perform private.end_task(v_open.id, 'canceled');
    v_canceled := v_canceled || v_open.id;
  end loop;
  perform private.forget_requests(v_task_ids);
  delete from public.tasks where id = any (v_task_ids);
  delete from public.topics where id = p_topic_id;
  return v_canceled;
end;
$$;
comment on function public.delete_topic(uuid, uuid) is
  'Deletes a topic with its batches and tasks; open ones are canceled and refunded first, and stored objects are planned for removal. '
  'Returns the tasks that were open, for whoever runs them. Raises PT404.';

revoke execute on all functions in schema private from public;
revoke execute on function public.count_topic(uuid), public.create_topic(uuid, uuid, text), public.rename_topic(uuid, uuid, text),
  public.delete_topic(uuid, uuid) from public, anon, authenticated;
grant execute on function public.count_topic(uuid) to authenticated, service_role;
grant execute on function public.create_topic(uuid, uuid, text), public.rename_topic(uuid, uuid, text),
  public.delete_topic(uuid, uuid) to service_role;
