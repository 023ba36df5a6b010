-- The picture of a task: made, stored, and read with its task and batch as the API shows them.

-- A picture that the model has made is paid for: from then on its task is completed, not canceled.
create function public.keep_picture(p_task_id uuid, p_lease_token uuid, p_made boolean default true) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update private.leases set made_at = case when p_made then clock_timestamp() end
   where id = p_task_id and lease_token = p_lease_token;
  if not found then
    perform private.lock_profile((select user_id from public.tasks where id = p_task_id));
    perform private.refuse_late(p_task_id);
    return false;
  end if;
  return true;
end;
$$;
comment on function public.keep_picture(uuid, uuid, boolean) is
  'Notes, before its bytes are stored, that a task''s picture is made; or with p_made false that an earlier attempt''s is lost, so that it may be canceled again. '
  'False: the lease was lost.';

-- In as few statements as keep the promise of private.lock_lease.
create function public.complete_image(p_task_id uuid, p_lease_token uuid, p_image jsonb) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_group_id uuid;
begin
  perform from public.profiles where user_id = (select user_id from public.tasks where id = p_task_id) for update;
  with task as (
    update private.leases
       set status = 'completed', lease_token = null, lease_expires_at = null, version = version + 1,
           error_code = null, error_retry_at = null, finished_at = clock_timestamp()
     where id = p_task_id and lease_token = p_lease_token
    returning attempts, group_id
  ), attempt as (
    update public.task_attempts a set ended_at = clock_timestamp(), outcome = 'completed', error_code = null
      from task where a.task_id = p_task_id and a.attempt = task.attempts and a.ended_at is null
  )
  update public.generated_images
     set image_urls = array['/api/images/' || p_task_id], object_key = p_image ->> 'objectKey', thumb_key = p_image ->> 'thumbKey',
         mime_type = p_image ->> 'mimeType', width = (p_image ->> 'width')::integer, height = (p_image ->> 'height')::integer,
         placeholder = p_image ->> 'placeholder', sha256 = p_image ->> 'sha256'
    from task where task_id = p_task_id
  returning task.group_id into v_group_id;
  if not found then
    perform private.refuse_late(p_task_id);
    return false;
  end if;
  if v_group_id is not null then
    perform private.advance_group(v_group_id, array[p_task_id]);
  end if;
  return true;
end;
$$;
comment on function public.complete_image(uuid, uuid, jsonb) is
  'Completes an image task whose bytes are stored. p_image: {objectKey, thumbKey, mimeType, width, height, placeholder, sha256}. False: the lease was lost.';

create view public.task_details with (security_invoker = true) as
select t.id as task_id, t.kind, t.status, t.version, t.attempts, t.max_attempts, t.price, t.error_code, t.error_retry_at,
       t.created_at, t.started_at, t.finished_at,
       case when t.status = 'queued' and t.error_code is not null then t.run_after end as retry_at,
       case when t.status = 'queued' and t.error_code is null and t.waits_for = 0 then
         (select count(*) from public.task_kinds other join public.tasks ahead on ahead.kind = other.kind
           where other.lane = k.lane and ahead.user_id = t.user_id and ahead.status = 'queued' and ahead.waits_for = 0
             and (ahead.run_after, ahead.id) <= (t.run_after, t.id))
       end as queue_position,
       g.batch_id, g.position, g.seed, g.image_urls, g.mime_type, g.width, g.height, g.placeholder,
       g.deleted_at is not null as deleted,
       b.topic_id, coalesce(b.prompt, t.payload ->> 'prompt') as prompt, coalesce(b.model, t.payload ->> 'model') as model,
       b.settings, b.quantiles_ms, b.early_ms, b.created_at as batch_created_at, b.parent_id, g.favourite, g.number,
       k.lane, k.places, k.quiet, t.group_id, nullif(t.waits_for, 0) as waiting_for, t.progress, t.result
  from public.tasks t
  join public.task_kinds k on k.kind = t.kind
  left join public.generated_images g on g.task_id = t.id
  left join public.batches b on b.id = g.batch_id;
comment on view public.task_details is
  'A task of any kind, a picture''s with its picture and batch, as the API shows it. Nothing here changes with time alone, because a change comes with a new version.';

-- As plpgsql with a generic plan it is planned once per connection: planning took longer than reading.
create function public.read_tasks(p_task_ids uuid[]) returns jsonb
language plpgsql stable set search_path = '' set plan_cache_mode = force_generic_plan as $$
begin
  return (
    select jsonb_build_object('now', clock_timestamp(), 'tasks', coalesce(jsonb_agg(d), '[]'),
             'running', case when bool_or(d.status = 'queued') then (
               select coalesce(jsonb_object_agg(lane, count), '{}')
                 from (select k.lane, count(*) from public.tasks t join public.task_kinds k on k.kind = t.kind
                        where t.status = 'processing' group by k.lane) held) else '{}' end)
      from public.task_details d where d.task_id = any (p_task_ids)
  );
end;
$$;
comment on function public.read_tasks(uuid[]) is
  'The caller''s tasks of these ids, and the database''s time: {now, tasks: task_details[], running}. '
  'running: how many of the caller''s places are taken, by lane, counted while one of these tasks is queued.';

create function public.read_pending_tasks() returns jsonb
language sql stable set search_path = '' as $$
  with pending as (
    select * from public.task_details where status in ('queued', 'processing') and not quiet
  )
  select jsonb_build_object('now', clock_timestamp(),
           'tasks', (select coalesce(jsonb_agg(p order by p.created_at, p.task_id), '[]') from pending p),
           'running', (select coalesce(jsonb_object_agg(lane, count), '{}')
                         from (select lane, count(*) from pending where status = 'processing' group by lane) held),
           'latest', (select t.id from public.tasks t join public.task_kinds k on k.kind = t.kind
                       where not k.quiet order by t.created_at desc limit 1));
$$;
comment on function public.read_pending_tasks() is
  'The caller''s open tasks but those that nobody waits for, oldest first, and the id of the newest of all, open or not: '
  '{now, tasks: task_details[], running: by lane, latest}.';

-- The lists of the API are one value each. The API of the database cuts every answer of rows after its max_rows, and says nothing; a
-- value is whole or not there.
create function public.list_batches(p_filter jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_where text := '';
  v_batches jsonb;
begin
  if p_filter ? 'batchId' then v_where := v_where || ' and b.id = ($1 ->> ''batchId'')::uuid'; end if;
  if p_filter ? 'topicId' then v_where := v_where || ' and b.topic_id = ($1 ->> ''topicId'')::uuid'; end if;
  if p_filter ? 'after' then
    v_where := v_where || ' and (b.created_at, b.id) < (($1 -> ''after'' ->> 0)::timestamptz, ($1 -> ''after'' ->> 1)::uuid)';
  end if;
  -- Composed, so that each list is planned for the filters it has. Only the fixed texts above become part of it.
  execute 'with page as (
      select b.id, b.topic_id, b.prompt, b.model, b.settings, b.created_at from public.batches b
       where true' || v_where || '
       order by b.created_at desc, b.id desc limit ($1 ->> ''limit'')::integer
    )
    select coalesce(jsonb_agg(to_jsonb(page) || jsonb_build_object(''tasks'', (
        select coalesce(jsonb_agg(d order by d.position, d.created_at), ''[]'')
          from public.task_details d where d.batch_id = page.id
      )) order by page.created_at desc, page.id desc), ''[]'') from page'
    into v_batches using p_filter;
  return v_batches;
end;
$$;
comment on function public.list_batches(jsonb) is
  'A page of the caller''s batches, newest first: {id, topic_id, prompt, model, settings, created_at, tasks: task_details[] by slot, older versions first}[]. '
  'p_filter: {limit, after?: [created_at, id] of the page before''s last, topicId?, batchId?}.';
