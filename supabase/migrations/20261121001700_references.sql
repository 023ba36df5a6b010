-- What a generation refers to: pictures, and files that were uploaded for it. What is referred to stays; what is not goes.

create table public.uploads (
  id uuid primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  mime_type text not null,
  stored_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.uploads is
  'Pictures that were uploaded to be referred to. Their objects have keys like those of a task. Unused ones are removed after 24 h.';
comment on column public.uploads.stored_at is 'Null until the bytes are there.';
create index uploads_of_user on public.uploads (user_id, created_at desc);

create table public.batch_references (
  batch_id uuid not null references public.batches (id) on delete cascade,
  reference_id uuid not null,
  user_id uuid not null references auth.users (id) on delete cascade,
  primary key (batch_id, reference_id)
);
comment on table public.batch_references is
  'Which pictures and uploads a batch refers to; their order is in batches.settings. No foreign key: a picture may be deleted later.';
create index batch_references_to on public.batch_references (reference_id);
create index batch_references_of_user on public.batch_references (user_id);

alter table public.batches add column parent_id uuid;
comment on column public.batches.parent_id is 'The picture that this one edits. No foreign key: it may be deleted later.';

insert into public.batch_references (batch_id, reference_id, user_id)
select distinct b.id, reference.id::uuid, b.user_id
  from public.batches b, jsonb_array_elements_text(b.settings -> 'referenceIds') as reference (id);

alter table public.uploads enable row level security;
alter table public.batch_references enable row level security;
create policy "read own uploads" on public.uploads for select to authenticated
  using (user_id = (select auth.uid()));
create policy "read own references" on public.batch_references for select to authenticated
  using (user_id = (select auth.uid()));
revoke all on public.uploads, public.batch_references from public, anon, authenticated, service_role;
grant select on public.uploads, public.batch_references to authenticated, service_role;

create function public.begin_upload(p_user_id uuid, p_upload_id uuid, p_image jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_profile(p_user_id);
  if (select count(*) from public.uploads u
       where u.user_id = p_user_id
         and not exists (select from public.batch_references r where r.reference_id = u.id)) >= 200 then
    raise exception 'too many unused uploads' using errcode = 'PT429', detail = '{"retryAfterSeconds": 3600}';
  end if;
  insert into public.uploads (id, user_id, width, height, mime_type)
  values (p_upload_id, p_user_id, (p_image ->> 'width')::integer, (p_image ->> 'height')::integer, p_image ->> 'mimeType');
  insert into private.object_purges (task_id, user_id, due_at)
  values (p_upload_id, p_user_id, clock_timestamp() + interval '24 hours');
end;
$$;
comment on function public.begin_upload(uuid, uuid, jsonb) is
  'Announces an upload before its bytes are stored, and plans its removal in 24 h. p_image: {width, height, mimeType}. Raises PT429 at 200 unused ones.';

create function public.finish_upload(p_user_id uuid, p_upload_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.uploads set stored_at = clock_timestamp()
   where id = p_upload_id and user_id = p_user_id and stored_at is null;
  return found;
end;
$$;
comment on function public.finish_upload(uuid, uuid) is 'The bytes of an upload are stored: it can be used. False if it was not waited for.';

create function private.check_references(p_user_id uuid, p_ids jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from jsonb_array_elements_text(coalesce(p_ids, '[]')) as reference (id)
     where not exists (select from public.generated_images g
                        where g.task_id = reference.id::uuid and g.user_id = p_user_id
                          and g.object_key is not null and g.deleted_at is null)
       and not exists (select from public.uploads u
                        where u.id = reference.id::uuid and u.user_id = p_user_id and u.stored_at is not null
                          -- One that is about to be removed may be gone before this transaction is seen.
                          and not exists (select from private.object_purges p
                                           where p.task_id = u.id and p.due_at <= clock_timestamp() + interval '1 minute'))
  ) then
    raise exception 'no such reference' using errcode = 'PT404', detail = '{"referenceIds": "names something that is not there any more"}';
  end if;
end;
$$;
comment on function private.check_references(uuid, jsonb) is 'Raises PT404 unless all ids are pictures or uploads of this user.';

create function private.take_references(p_user_id uuid, p_batch_id uuid, p_ids jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.check_references(p_user_id, p_ids);
  insert into public.batch_references (batch_id, reference_id, user_id)
  select p_batch_id, reference.id::uuid, p_user_id from jsonb_array_elements_text(coalesce(p_ids, '[]')) as reference (id);
  delete from private.object_purges p using public.uploads u, public.batch_references r
   where r.batch_id = p_batch_id and u.id = r.reference_id and p.task_id = u.id;
end;
$$;
comment on function private.take_references(uuid, uuid, jsonb) is 'Notes what a batch refers to; uploads among it are kept from now on. Raises PT404.';

create function private.purge_unused_upload() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.plan_purge(u.user_id, u.id, 0) from public.uploads u
    where u.id = old.reference_id and not exists (select from public.batch_references r where r.reference_id = u.id);
  return null;
end;
$$;
comment on function private.purge_unused_upload() is 'The last batch that referred to an upload is gone: its objects follow.';
create trigger purge_unused_upload after delete on public.batch_references
  for each row execute function private.purge_unused_upload();

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

create or replace function public.list_due_purges(p_limit integer) returns table (user_id uuid, task_id uuid)
language sql stable security definer set search_path = '' as $$
  select p.user_id, p.task_id from private.object_purges p
   where p.due_at <= clock_timestamp()
     and not exists (select from public.batch_references r
                       join public.generated_images g on g.batch_id = r.batch_id
                       join public.tasks t on t.id = g.task_id
                      where r.reference_id = p.task_id and t.finished_at is null)
   order by p.due_at limit p_limit;
$$;
comment on function public.list_due_purges(integer) is
  'Tasks and uploads whose objects nothing refers to and nobody can bring back: to be removed now. Not while an open task still needs them as a reference.';

create or replace function public.mark_purged(p_task_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_gone uuid[];
begin
  -- Deleting and restoring lock the picture before its purge, too.
  perform from public.generated_images where task_id = any (p_task_ids) order by task_id for update;
  with gone as (
    delete from private.object_purges where task_id = any (p_task_ids) and due_at <= clock_timestamp() returning task_id
  )
  select array_agg(task_id) into v_gone from gone;
  update public.generated_images
     set image_urls = '{}', object_key = null, thumb_key = null, placeholder = null
   where task_id = any (v_gone);
  delete from public.batch_references r
   where r.batch_id in (select g.batch_id from public.generated_images g where g.task_id = any (v_gone))
     and not exists (select from public.generated_images g where g.batch_id = r.batch_id and g.deleted_at is null);
  delete from public.uploads where id = any (v_gone);
  delete from private.object_purges where task_id = any (v_gone);
end;
$$;
comment on function public.mark_purged(uuid[]) is
  'Records that the objects of these tasks and uploads are gone. A batch whose last picture went refers to nothing any more. Safe to repeat.';

revoke execute on all functions in schema private from public;
revoke execute on function public.begin_upload(uuid, uuid, jsonb), public.finish_upload(uuid, uuid) from public, anon, authenticated;
grant execute on function public.begin_upload(uuid, uuid, jsonb), public.finish_upload(uuid, uuid) to service_role;
