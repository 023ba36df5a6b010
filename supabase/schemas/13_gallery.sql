-- The gallery: every finished picture of a person, searched by words, filtered, in the order in which they were asked for. And taking
-- a picture away: hidden at once, restorable for 60 s, then its bytes are purged.

create function private.find_batches(p_text text) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select id from (
    select id, user_id from public.batches
     where search @@ (select private.search_query(auth.uid(), p_text)) offset 0
  ) found where user_id = (select auth.uid());
$$;
comment on function private.find_batches(text) is
  'The caller''s batches with these words. A definer, because row level security keeps a text search from its index; '
  'whose they are is part of the words, and checked afterwards.';

create function private.gallery_filter(p_filter jsonb) returns text
language sql immutable set search_path = '' as $$
  -- Only these fixed texts become part of a statement; the values stay in its parameter.
  select 'g.object_key is not null and g.deleted_at is null'
    || case when p_filter ? 'text' then ' and b.id = any (array(select private.find_batches($1 ->> ''text'')))' else '' end
    || case when p_filter ? 'model' then ' and b.model = $1 ->> ''model''' else '' end
    || case when p_filter ? 'aspectRatio' then ' and b.settings ->> ''aspectRatio'' = $1 ->> ''aspectRatio''' else '' end
    || case when p_filter ? 'topicId' then ' and b.topic_id = ($1 ->> ''topicId'')::uuid' else '' end
    || case when p_filter ? 'favourite' then ' and g.favourite = ($1 ->> ''favourite'')::boolean' else '' end
    || case when p_filter ? 'from' then ' and g.created_at >= ($1 ->> ''from'')::timestamptz' else '' end
    || case when p_filter ? 'to' then ' and g.created_at < ($1 ->> ''to'')::timestamptz' else '' end
    || case when p_filter ? 'sha256' then ' and g.sha256 = $1 ->> ''sha256''' else '' end;
$$;
comment on function private.gallery_filter(jsonb) is
  'What a finished picture g of a batch b has to be to answer a search of the gallery: an SQL condition whose $1 is p_filter.';

create function public.list_gallery(p_filter jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_where text := private.gallery_filter(p_filter);
  v_order text := case p_filter ->> 'sort' when 'oldest' then 'g.number' else 'g.number desc' end;
  v_tasks jsonb;
begin
  if p_filter ? 'after' then
    v_where := v_where || case p_filter ->> 'sort' when 'oldest' then ' and g.number > ' else ' and g.number < ' end
      || '($1 ->> ''after'')::bigint';
  end if;
  -- Composed, so that each search is planned for the filters it has.
  execute 'with page as (
      select g.task_id, g.number from public.generated_images g join public.batches b on b.id = g.batch_id
       where ' || v_where || '
       order by ' || v_order || ' limit ($1 ->> ''limit'')::integer
    )
    select coalesce(jsonb_agg(to_jsonb(d) order by ' || replace(v_order, 'g.', 'page.') || '), ''[]'')
      from page join public.task_details d on d.task_id = page.task_id'
    into v_tasks using p_filter;
  return v_tasks;
end;
$$;
comment on function public.list_gallery(jsonb) is
  'A page of the caller''s finished pictures: task_details[]. p_filter: {limit, sort?: newest or oldest, after?: number of the page before''s last, '
  'text?, model?, aspectRatio?, topicId?, favourite?, from?, to?, sha256?}.';

create function public.count_gallery(p_filter jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_count jsonb;
begin
  execute 'select jsonb_build_object(''pictures'', count(*), ''slots'', count(distinct (g.batch_id, g.position)))
      from public.generated_images g join public.batches b on b.id = g.batch_id where ' || private.gallery_filter(p_filter)
    into v_count using p_filter;
  return v_count;
end;
$$;
comment on function public.count_gallery(jsonb) is
  'How many of the caller''s finished pictures a search finds: {pictures, slots}, all versions and the places of batches that they stand in. '
  'p_filter as list_gallery''s.';

create function public.list_gallery_ids(p_filter jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_ids jsonb;
begin
  execute 'select coalesce(jsonb_agg(g.task_id order by g.number desc), ''[]'')
      from public.generated_images g join public.batches b on b.id = g.batch_id where ' || private.gallery_filter(p_filter)
    into v_ids using p_filter;
  return v_ids;
end;
$$;
comment on function public.list_gallery_ids(jsonb) is
  'The ids of all of the caller''s finished pictures that a search finds, newest first. p_filter as list_gallery''s.';

create function private.check_images(p_user_id uuid, p_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from unnest(p_ids) as given (id)
              where not exists (select from public.generated_images g
                                 where g.task_id = given.id and g.user_id = p_user_id
                                   and g.object_key is not null and g.deleted_at is null)) then
    raise exception 'no such image' using errcode = 'PT404';
  end if;
end;
$$;
comment on function private.check_images(uuid, uuid[]) is 'Raises PT404 unless all ids are finished pictures of this user that were not deleted.';

create function public.set_favourite(p_user_id uuid, p_ids uuid[], p_favourite boolean) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_profile(p_user_id);
  perform private.check_images(p_user_id, p_ids);
  with changed as (
    update public.generated_images set favourite = p_favourite
     where task_id = any (p_ids) and favourite <> p_favourite returning task_id
  )
  update public.tasks set version = version + 1 where id in (select task_id from changed);
end;
$$;
comment on function public.set_favourite(uuid, uuid[], boolean) is 'Marks pictures as favourites, or no longer. All or, with PT404, none.';

create function public.delete_image(p_user_id uuid, p_image_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
begin
  perform private.lock_profile(p_user_id);
  select t.* into v_task from public.tasks t join public.generated_images g on g.task_id = t.id
   where t.id = p_image_id and t.user_id = p_user_id and g.deleted_at is null;
  if v_task.id is null then
    raise exception 'no such image' using errcode = 'PT404';
  end if;
  if v_task.finished_at is null then
    raise exception 'still open' using errcode = 'PT409', detail = jsonb_build_object('status', v_task.status)::text;
  end if;
  update public.generated_images set deleted_at = clock_timestamp() where task_id = p_image_id;
  update public.tasks set version = version + 1 where id = p_image_id;
  perform private.plan_purge(p_user_id, p_image_id, 0);
  perform private.let_go_of_references((select batch_id from public.generated_images where task_id = p_image_id));
end;
$$;
comment on function public.delete_image(uuid, uuid) is 'Hides the picture of a task that has ended. Raises PT404, or PT409 while it is open.';

create function public.delete_images(p_user_id uuid, p_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  perform private.lock_profile(p_user_id);
  foreach v_id in array p_ids loop
    if not exists (select from public.generated_images where task_id = v_id and user_id = p_user_id and deleted_at is not null) then
      perform public.delete_image(p_user_id, v_id);
    end if;
  end loop;
end;
$$;
comment on function public.delete_images(uuid, uuid[]) is
  'Hides several pictures, as delete_image does; one that is hidden already stays so. All or, with PT404 or PT409, none.';

create function public.restore_image(p_user_id uuid, p_image_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_image public.generated_images;
begin
  perform private.lock_profile(p_user_id);
  select * into v_image from public.generated_images where task_id = p_image_id and user_id = p_user_id for update;
  if v_image.task_id is null or v_image.deleted_at <= clock_timestamp() - interval '60 seconds' then
    raise exception 'no such image' using errcode = 'PT404';
  end if;
  if v_image.deleted_at is not null then
    if v_image.object_key is not null then
      delete from private.object_purges where task_id = p_image_id and attempts = 0;
      if not found then
        raise exception 'its objects are being removed' using errcode = 'PT404';
      end if;
      perform private.hold_references(array[v_image.batch_id]);
    end if;
    update public.generated_images set deleted_at = null where task_id = p_image_id;
    update public.tasks set version = version + 1 where id = p_image_id;
  end if;
end;
$$;
comment on function public.restore_image(uuid, uuid) is
  'Brings a picture back within 60 s of its deletion; one that was not deleted stays as it is. Raises PT404 after that.';

create function public.restore_images(p_user_id uuid, p_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_id uuid;
begin
  foreach v_id in array p_ids loop
    perform public.restore_image(p_user_id, v_id);
  end loop;
end;
$$;
comment on function public.restore_images(uuid, uuid[]) is 'Brings several pictures back, as restore_image does. All or, with PT404, none.';

create function public.move_images(p_user_id uuid, p_ids uuid[], p_topic_id uuid) returns void
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
comment on function public.move_images(uuid, uuid[], uuid) is
  'Moves pictures to a topic, with all versions of their slots. A batch of which some slots stay is split: the others become a batch of their own. '
  'All or, with PT404 (picture or topic), none.';
