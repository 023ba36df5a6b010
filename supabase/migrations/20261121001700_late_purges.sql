-- Two races with the removal of abandoned bytes, found by random interleavings: bytes that a latecomer stored for a
-- deleted picture stayed for ever, and marking a purge while its picture was being deleted was a deadlock.

create or replace function private.lock_lease(p_task_id uuid, p_lease_token uuid) returns public.tasks
language plpgsql security definer set search_path = '' as $$
declare
  v_known public.tasks;
  v_task public.tasks;
begin
  select * into v_known from public.tasks where id = p_task_id;
  if v_known.id is not null then
    perform private.lock_profile(v_known.user_id);
    select * into v_task from public.tasks
     where id = p_task_id and status = 'processing' and lease_token = p_lease_token and lease_expires_at > clock_timestamp()
       for update;
  end if;
  if v_task.id is null then
    insert into private.fenced_writes (task_id) values (p_task_id);
    perform private.plan_purge(t.user_id, t.id, t.lease_seconds)
       from public.tasks t join public.generated_images g on g.task_id = t.id
      where t.id = p_task_id and (t.status in ('failed', 'canceled') or g.deleted_at is not null);
  end if;
  return v_task;
end;
$$;

create or replace function public.mark_purged(p_task_ids uuid[]) returns void
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
