-- Taking a picture away: hidden at once, restorable for 60 s, then its bytes are purged.

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
end;
$$;
comment on function public.delete_image(uuid, uuid) is 'Hides the picture of a task that has ended. Raises PT404, or PT409 while it is open.';

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
    update public.generated_images set deleted_at = null where task_id = p_image_id;
    update public.tasks set version = version + 1 where id = p_image_id;
  end if;
end;
$$;
comment on function public.restore_image(uuid, uuid) is
  'Brings a picture back within 60 s of its deletion; one that was not deleted stays as it is. Raises PT404 after that.';

create function public.list_purgeable_images(p_limit integer) returns table (task_id uuid, object_key text, thumb_key text)
language plpgsql security definer set search_path = '' as $$
declare
  v_oldest timestamptz := clock_timestamp() - interval '61 seconds';
begin
  return query
    select g.task_id, g.object_key, g.thumb_key from public.generated_images g
     where g.deleted_at <= v_oldest and g.purged_at is null order by g.deleted_at limit p_limit;
end;
$$;
comment on function public.list_purgeable_images(integer) is 
  'Pictures that can no longer be restored and whose bytes are still to be removed. A second later than that, so that a restore still under way counts.';

create function public.mark_images_purged(p_task_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
begin
  update public.generated_images
     set purged_at = v_now, image_urls = '{}', object_key = null, thumb_key = null, placeholder = null
   where task_id = any (p_task_ids) and purged_at is null and deleted_at <= v_now - interval '60 seconds';
end;
$$;
comment on function public.mark_images_purged(uuid[]) is 'Records that the bytes of these deleted pictures are gone. Safe to repeat.';

revoke execute on function public.delete_image(uuid, uuid), public.restore_image(uuid, uuid),
  public.list_purgeable_images(integer), public.mark_images_purged(uuid[]) from public, anon, authenticated;
grant execute on function public.delete_image(uuid, uuid), public.restore_image(uuid, uuid),
  public.list_purgeable_images(integer), public.mark_images_purged(uuid[]) to service_role;
