-- Stored bytes that nothing refers to any more: planned for removal with the change that abandoned them.

create table private.object_purges (
  task_id uuid primary key,
  user_id uuid not null,
  due_at timestamptz not null
);
alter table private.object_purges enable row level security;
comment on table private.object_purges is
  'Tasks whose objects in the bucket are to be removed: deleted pictures, tasks that ended without one, rows that are gone (hence no foreign keys).';
create index object_purges_due on private.object_purges (due_at);

create function private.plan_purge(p_user_id uuid, p_task_id uuid, p_lease_seconds integer) returns void
language sql security definer set search_path = '' as $$
  insert into private.object_purges (task_id, user_id, due_at)
  values (p_task_id, p_user_id, clock_timestamp() + make_interval(secs => greatest(61, p_lease_seconds)))
  on conflict (task_id) do update set due_at = excluded.due_at;
$$;
comment on function private.plan_purge(uuid, uuid, integer) is
  'Plans the removal of a task''s objects: not before a deleted picture can no longer be restored (60 s), nor before a worker has noticed that its lease is lost.';

create or replace function private.end_task(p_task_id uuid, p_status text, p_error_code text default null, p_retry_at timestamptz default null) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_before public.tasks;
begin
  select * into v_before from public.tasks where id = p_task_id;
  update public.tasks
     set status = p_status, lease_token = null, lease_expires_at = null, version = version + 1,
         error_code = p_error_code, error_retry_at = p_retry_at, finished_at = clock_timestamp()
   where id = p_task_id;
  if v_before.status = 'queued' then
    perform private.renumber_queue(v_before.user_id, v_before.run_after, v_before.id);
  end if;
  if p_status in ('failed', 'canceled') then
    perform private.refund_task(p_task_id);
    if v_before.started_at is not null then
      perform private.plan_purge(v_before.user_id, p_task_id, v_before.lease_seconds);
    end if;
  end if;
end;
$$;
comment on function private.end_task(uuid, text, text, timestamptz) is
  'Moves a task to a terminal status; failed and canceled ones are refunded, and what they stored is planned for removal, in the same transaction.';

create function private.purge_deleted_task() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.plan_purge(old.user_id, old.id, old.lease_seconds);
  return null;
end;
$$;
comment on function private.purge_deleted_task() is 'A task''s row is gone, with its account for one: its objects follow.';
create trigger purge_deleted_task after delete on public.tasks
  for each row execute function private.purge_deleted_task();

create or replace function public.delete_image(p_user_id uuid, p_image_id uuid) returns void
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
end;
$$;

create or replace function public.restore_image(p_user_id uuid, p_image_id uuid) returns void
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
    if v_image.object_key is not null then
      delete from private.object_purges where task_id = p_image_id;
    end if;
  end if;
end;
$$;

-- A worker that was stopped while it stored a picture does so when it wakes up, however late, and a heartbeat may be all that
-- tells it that its lease is lost. Here too the order of locks is profile, then task.
create or replace function public.heartbeat_task(p_task_id uuid, p_lease_token uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_task public.tasks;
begin
  select * into v_task from public.tasks where id = p_task_id;
  if v_task.status = 'processing' and v_task.lease_token = p_lease_token and v_task.lease_expires_at > v_now then
    update public.tasks set lease_expires_at = v_now + make_interval(secs => lease_seconds)
     where id = p_task_id and status = 'processing' and lease_token = p_lease_token and lease_expires_at > v_now;
    -- Lost in this very moment: whoever ended the task has planned the removal for a whole lease later.
    return found;
  end if;
  -- Under the lock, so that a picture which is being restored is not planned for removal.
  perform private.lock_profile(v_task.user_id);
  perform private.plan_purge(t.user_id, t.id, t.lease_seconds)
     from public.tasks t join public.generated_images g on g.task_id = t.id
    where t.id = p_task_id and (t.status in ('failed', 'canceled') or g.deleted_at is not null);
  return false;
end;
$$;
comment on function public.heartbeat_task(uuid, uuid) is
  'Prolongs a lease. False means lost (canceled, expired or reclaimed): stop at once. What the latecomer may have stored for an abandoned task is planned for removal.';

create function public.list_due_purges(p_limit integer) returns table (user_id uuid, task_id uuid)
language sql stable security definer set search_path = '' as $$
  select user_id, task_id from private.object_purges where due_at <= clock_timestamp() order by due_at limit p_limit;
$$;
comment on function public.list_due_purges(integer) is 'Tasks whose objects nothing refers to and nobody can bring back: to be removed now.';

create function public.mark_purged(p_task_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Deleting and restoring lock the picture before its purge, too.
  perform from public.generated_images where task_id = any (p_task_ids) order by task_id for update;
  with gone as (
    delete from private.object_purges where task_id = any (p_task_ids) and due_at <= clock_timestamp() returning task_id
  )
  update public.generated_images
     set image_urls = '{}', object_key = null, thumb_key = null, placeholder = null
   where task_id in (select task_id from gone);
end;
$$;
comment on function public.mark_purged(uuid[]) is 'Records that the objects of these tasks are gone. Safe to repeat.';

insert into private.object_purges (task_id, user_id, due_at)
select t.id, t.user_id, clock_timestamp() from public.tasks t join public.generated_images g on g.task_id = t.id
 where g.purged_at is null and (g.deleted_at is not null or t.status in ('failed', 'canceled') and t.started_at is not null);
drop function public.list_purgeable_images(integer);
drop function public.mark_images_purged(uuid[]);
drop index public.generated_images_to_purge;
alter table public.generated_images drop column purged_at;

revoke execute on all functions in schema private from public;
revoke execute on function public.list_due_purges(integer), public.mark_purged(uuid[]) from public, anon, authenticated;
grant execute on function public.list_due_purges(integer), public.mark_purged(uuid[]) to service_role;
