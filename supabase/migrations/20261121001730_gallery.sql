-- The gallery: every finished picture of a person, searched by words, filtered, in the order in which they were asked for.

alter table public.generated_images
  add column favourite boolean not null default false,
  add column sha256 text,
  add column number bigint;
comment on column public.generated_images.sha256 is 'Of the stored original, in hex; null for pictures older than this column.';
comment on column public.generated_images.number is 'Rises with every picture asked for; the first slot of a batch has the highest of its batch. The order of the gallery and its cursor.';
create sequence public.generated_images_number owned by public.generated_images.number;
revoke all on sequence public.generated_images_number from public, anon, authenticated, service_role;
update public.generated_images g set number = numbered.number
  from (select task_id, row_number() over (order by date_trunc('milliseconds', created_at), position desc) as number
          from public.generated_images) numbered
 where numbered.task_id = g.task_id;
select setval('public.generated_images_number', coalesce((select max(number) from public.generated_images), 0) + 1, false);
alter table public.generated_images
  alter column number set default nextval('public.generated_images_number'), alter column number set not null;
drop index public.generated_images_of_user;
create index generated_images_of_user on public.generated_images (user_id, number desc);
create index generated_images_by_hash on public.generated_images (user_id, sha256) where sha256 is not null;

create function private.fold(p_text text) returns text
language sql immutable set search_path = '' as $$
  select translate(p_text, 'áàâãäåéèêëíìîïóòôõöúùûüçñÁÀÂÃÄÅÉÈÊËÍÌÎÏÓÒÔÕÖÚÙÛÜÇÑ', 'aaaaaaeeeeiiiiooooouuuucnaaaaaaeeeeiiiiooooouuuucn');
$$;
comment on function private.fold(text) is 'Without accents, as people often type.';

create function private.search_vector(p_user_id uuid, p_prompt text) returns tsvector
language sql immutable set search_path = '' as $$
  select array_to_tsvector(array['user:' || p_user_id]) || to_tsvector('pg_catalog.simple', private.fold(p_prompt))
    || to_tsvector('pg_catalog.english', p_prompt) || to_tsvector('pg_catalog.portuguese', p_prompt);
$$;
comment on function private.search_vector(uuid, text) is
  'The words of a prompt as typed and by their English and Portuguese stems, and whose it is: one index then finds the words of one person, however many others use them.';

create function private.search_query(p_user_id uuid, p_text text) returns tsquery
language plpgsql immutable set search_path = '' as $$
declare
  v_words text[] := tsvector_to_array(to_tsvector('pg_catalog.simple', p_text));
  v_query tsquery := ('''user:' || p_user_id || '''')::tsquery;
  v_word text;
  v_quoted text;
begin
  if coalesce(cardinality(v_words), 0) = 0 then
    return null;
  end if;
  foreach v_word in array v_words loop
    v_quoted := '''' || replace(replace(private.fold(v_word), '\', '\\'), '''', '''''') || '''';
    v_query := v_query && ((v_quoted || ':*')::tsquery
      || plainto_tsquery('pg_catalog.english', v_word) || plainto_tsquery('pg_catalog.portuguese', v_word));
  end loop;
  return v_query;
end;
$$;
comment on function private.search_query(uuid, text) is
  'All of these words, each from its beginning or by its stem, in prompts of this user; null for a text without words.';

alter table public.batches add column search tsvector generated always as (private.search_vector(user_id, prompt)) stored;
comment on column public.batches.search is 'See private.search_vector.';
create index batches_search on public.batches using gin (search);

create function private.find_batches(p_text text) returns setof uuid
language sql stable security definer set search_path = '' as $$
  select id from public.batches where search @@ private.search_query((select auth.uid()), p_text);
$$;
comment on function private.find_batches(text) is
  'The caller''s batches with these words. A definer, because row level security keeps a text search from its index; whose they are is part of the query.';

create or replace view public.task_details with (security_invoker = true) as
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
       b.topic_id, b.prompt, b.model, b.settings, b.p50_ms, b.p90_ms, b.created_at as batch_created_at,
       b.parent_id, g.favourite, g.number
  from public.tasks t
  join public.generated_images g on g.task_id = t.id
  join public.batches b on b.id = g.batch_id;

create function public.list_gallery(p_filter jsonb) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
  v_where text := '';
  v_order text := case p_filter ->> 'sort' when 'oldest' then 'g.number' else 'g.number desc' end;
  v_tasks jsonb;
begin
  if p_filter ? 'text' then v_where := v_where || ' and b.id = any (array(select private.find_batches($1 ->> ''text'')))'; end if;
  if p_filter ? 'model' then v_where := v_where || ' and b.model = $1 ->> ''model'''; end if;
  if p_filter ? 'aspectRatio' then v_where := v_where || ' and b.settings ->> ''aspectRatio'' = $1 ->> ''aspectRatio'''; end if;
  if p_filter ? 'topicId' then v_where := v_where || ' and b.topic_id = ($1 ->> ''topicId'')::uuid'; end if;
  if p_filter ? 'favourite' then v_where := v_where || ' and g.favourite = ($1 ->> ''favourite'')::boolean'; end if;
  if p_filter ? 'from' then v_where := v_where || ' and g.created_at >= ($1 ->> ''from'')::timestamptz'; end if;
  if p_filter ? 'to' then v_where := v_where || ' and g.created_at < ($1 ->> ''to'')::timestamptz'; end if;
  if p_filter ? 'sha256' then v_where := v_where || ' and g.sha256 = $1 ->> ''sha256'''; end if;
  if p_filter ? 'after' then
    v_where := v_where || case p_filter ->> 'sort' when 'oldest' then ' and g.number > ' else ' and g.number < ' end
      || '($1 ->> ''after'')::bigint';
  end if;
  -- Composed, so that each search is planned for the filters it has. Only the fixed texts above become part of it.
  execute 'with page as (
      select g.task_id, g.number from public.generated_images g join public.batches b on b.id = g.batch_id
       where g.object_key is not null and g.deleted_at is null' || v_where || '
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
      insert into public.batches (user_id, topic_id, prompt, model, settings, p50_ms, p90_ms, created_at, parent_id)
      values (v_batch.user_id, p_topic_id, v_batch.prompt, v_batch.model, v_batch.settings, v_batch.p50_ms, v_batch.p90_ms,
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

grant usage on schema private to authenticated;
revoke execute on all functions in schema private from public;
grant execute on function private.find_batches(text) to authenticated;
revoke execute on function public.list_gallery(jsonb), public.set_favourite(uuid, uuid[], boolean), public.delete_images(uuid, uuid[]),
  public.restore_images(uuid, uuid[]), public.move_images(uuid, uuid[], uuid) from public, anon, authenticated;
grant execute on function public.list_gallery(jsonb) to authenticated, service_role;
grant execute on function public.set_favourite(uuid, uuid[], boolean), public.delete_images(uuid, uuid[]),
  public.restore_images(uuid, uuid[]), public.move_images(uuid, uuid[], uuid) to service_role;
