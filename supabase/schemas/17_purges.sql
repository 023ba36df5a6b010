-- Stored bytes that nothing refers to any more: planned for removal with the change that abandoned them. Each removal is taken before
-- it is tried and comes again later, so one that fails or kills its process doesn't keep the others waiting, and processes take
-- different ones.

create table private.object_purges (
  task_id uuid primary key,
  user_id uuid not null,
  due_at timestamptz not null,
  attempts integer not null default 0 check (attempts >= 0),
  retry_at timestamptz,
  kind text
);
comment on table private.object_purges is
  'Tasks whose objects in the bucket are to be removed: deleted pictures, tasks that ended without one, rows that are gone (hence no foreign keys).';
comment on column private.object_purges.kind is
  'Of the task: what it may have stored only processes know that know its kind. Null of an upload, and of what was planned before there was more than one kind that stores.';
comment on column private.object_purges.attempts is 'How often a process has set about it. From the first time nothing brings its objects back.';
comment on column private.object_purges.retry_at is 'When it is to be looked at again, later than due_at.';
-- take_due_purges, and the metrics.
create index object_purges_next on private.object_purges (coalesce(retry_at, due_at));
create index object_purges_due on private.object_purges (due_at);
alter table private.object_purges enable row level security;
create policy "nobody" on private.object_purges using (false);

create function private.plan_purge(p_user_id uuid, p_task_id uuid, p_lease_seconds integer) returns void
language sql security definer set search_path = '' as $$
  insert into private.object_purges (task_id, user_id, kind, due_at)
  values (p_task_id, p_user_id, (select kind from public.tasks where id = p_task_id),
          clock_timestamp() + make_interval(secs => greatest(61, p_lease_seconds)))
  on conflict (task_id) do update set kind = coalesce(excluded.kind, object_purges.kind), due_at = excluded.due_at, attempts = 0, retry_at = null;
$$;
comment on function private.plan_purge(uuid, uuid, integer) is
  'Plans the removal of a task''s objects: not before a deleted picture can no longer be restored (60 s), nor before a worker has noticed that its lease is lost.';

-- Once per statement, not once per row.
create function private.purge_deleted_task() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into private.object_purges (task_id, user_id, kind, due_at)
  select id, user_id, kind, clock_timestamp() + make_interval(secs => greatest(61, lease_seconds)) from gone
  on conflict (task_id) do update set kind = excluded.kind, due_at = excluded.due_at, attempts = 0, retry_at = null;
  return null;
end;
$$;
comment on function private.purge_deleted_task() is 'Rows of tasks are gone, with their account for one: their objects follow, as private.plan_purge plans it.';
create trigger purge_deleted_task after delete on public.tasks
  referencing old table as gone for each statement execute function private.purge_deleted_task();

create function private.purge_deleted_upload() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.plan_purge(old.user_id, old.id, 0);
  return null;
end;
$$;
comment on function private.purge_deleted_upload() is 'An upload''s row is gone, with its account for one: its objects follow.';
create trigger purge_deleted_upload after delete on public.uploads
  for each row execute function private.purge_deleted_upload();

create function public.take_due_purges(p_limit integer, p_interval_seconds integer default 0, p_kinds text[] default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_taken jsonb;
begin
  if not private.take_turn('purge', p_interval_seconds) and p_interval_seconds > 0 then
    return '[]';
  end if;
  with due as (
    select p.task_id, private.needed_by_open_task(p.task_id) as needed from private.object_purges p
     where coalesce(p.retry_at, p.due_at) <= v_now and (p.kind is null or p_kinds is null or p.kind = any (p_kinds))
     order by coalesce(p.retry_at, p.due_at) limit p_limit for update skip locked
  ), taken as (
    update private.object_purges p
       set attempts = p.attempts + (not due.needed)::integer,
           retry_at = v_now + case when due.needed then interval '1 minute'
                                   else least(interval '1 day', interval '10 seconds' * (1 + random()) * 2 ^ least(p.attempts, 13)) end
      from due where p.task_id = due.task_id
    returning p.user_id, p.task_id, p.kind, due.needed
  )
  select coalesce(jsonb_agg(jsonb_build_object('userId', user_id, 'taskId', task_id, 'kind', kind)), '[]') into v_taken from taken where not needed;
  return v_taken;
end;
$$;
comment on function public.take_due_purges(integer, integer, text[]) is
  'Tasks of these kinds and uploads whose objects nothing refers to and nobody can bring back, [{userId, taskId, kind}]: to be removed now, then marked. What is not marked is taken again '
  'after 10 to 20 s, then 20 to 40, and so on, at most a day, and not always beside the same ones. What an open task needs as a reference is looked at again in a minute. With p_interval_seconds nothing '
  'is taken if any process has taken some within them.';

create function public.mark_purged(p_task_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_gone uuid[];
begin
  -- Deleting and restoring lock the picture before its purge, too.
  perform from public.generated_images where task_id = any (p_task_ids) order by task_id for update;
  with gone as (
    delete from private.object_purges where task_id = any (p_task_ids) and attempts > 0 returning task_id
  )
  select array_agg(task_id) into v_gone from gone;
  update public.generated_images
     set image_urls = '{}', object_key = null, thumb_key = null, placeholder = null
   where task_id = any (v_gone);
  delete from public.uploads where id = any (v_gone);
  delete from private.object_purges where task_id = any (v_gone);
end;
$$;
comment on function public.mark_purged(uuid[]) is
  'Records that the objects of these tasks and uploads, which were taken, are gone; not of those that were planned anew meanwhile. Safe to repeat.';

create function private.forget_partial_upload() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.partial_uploads p using gone where p.id = gone.task_id;
  return null;
end;
$$;
comment on function private.forget_partial_upload() is 'The parts of a file were removed from storage: its row follows.';
create trigger forget_partial_upload after delete on private.object_purges
  referencing old table as gone for each statement execute function private.forget_partial_upload();
