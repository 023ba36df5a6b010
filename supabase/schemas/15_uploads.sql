-- What a generation refers to: pictures, and files that were uploaded for it. A batch refers to something as long as a task of it is
-- open, or a picture of it is there. What is referred to stays; what is not goes.

create table public.uploads (
  id uuid primary key,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
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
alter table public.uploads enable row level security;
create policy "read own uploads" on public.uploads for select to authenticated
  using (user_id = (select auth.uid()));

-- Some hosts end the body of a request at 4.5 MB, so a larger file comes in parts. They lie in storage under an id of their own,
-- which is no picture and no upload; when the last one is there, the server puts them together and stores an ordinary upload.
create table public.partial_uploads (
  id uuid primary key,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  parts integer not null check (parts between 2 and 5),
  upload_id uuid,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.partial_uploads is 'Files that come in parts. Their parts are removed after 24 h, or once they were put together.';
comment on column public.partial_uploads.parts is 'How many there are.';
comment on column public.partial_uploads.upload_id is 'The upload that it became. No foreign key: that may be removed earlier.';
create index partial_uploads_of_user on public.partial_uploads (user_id);
alter table public.partial_uploads enable row level security;
create policy "read own partial uploads" on public.partial_uploads for select to authenticated
  using (user_id = (select auth.uid()));

create function private.keep_ids_apart() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if private.id_in_use(new.id) is not null then
    raise exception 'id is taken' using errcode = 'PT409', detail = '{"id": "already used for something else"}';
  end if;
  return new;
end;
$$;
comment on function private.keep_ids_apart() is 'Refuses an upload under the id of anything else: their objects would have the same keys.';
create trigger keep_ids_apart before insert on public.uploads
  for each row execute function private.keep_ids_apart();
create trigger keep_ids_apart before insert on public.partial_uploads
  for each row execute function private.keep_ids_apart();

create function private.check_upload_room(p_user_id uuid, p_partial_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if (select count(*) from public.uploads u
       where u.user_id = p_user_id
         and not exists (select from public.batch_references r where r.reference_id = u.id))
   + (select count(*) from public.partial_uploads p
       where p.user_id = p_user_id and p.upload_id is null and p.id is distinct from p_partial_id) >= 200 then
    raise exception 'too many unused uploads' using errcode = 'PT429', detail = '{"retryAfterSeconds": 3600}';
  end if;
end;
$$;
comment on function private.check_upload_room(uuid, uuid) is
  'Raises PT429 at 200 uploads that nothing uses, counting those that still come in parts, but for the one that is being put together.';

create function public.begin_upload(p_user_id uuid, p_upload_id uuid, p_image jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_profile(p_user_id);
  perform private.check_upload_room(p_user_id, (p_image ->> 'partialId')::uuid);
  insert into public.uploads (id, user_id, width, height, mime_type)
  values (p_upload_id, p_user_id, (p_image ->> 'width')::integer, (p_image ->> 'height')::integer, p_image ->> 'mimeType');
  insert into private.object_purges (task_id, user_id, due_at)
  values (p_upload_id, p_user_id, clock_timestamp() + interval '24 hours');
end;
$$;
comment on function public.begin_upload(uuid, uuid, jsonb) is
  'Announces an upload before its bytes are stored, and plans its removal in 24 h. p_image: {width, height, mimeType, partialId?}. Raises PT429 at 200 unused ones.';

create function public.finish_upload(p_user_id uuid, p_upload_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  update public.uploads set stored_at = clock_timestamp()
   where id = p_upload_id and user_id = p_user_id and stored_at is null;
  return found;
end;
$$;
comment on function public.finish_upload(uuid, uuid) is 'The bytes of an upload are stored: it can be used. False if it was not waited for.';

create function public.begin_partial_upload(p_user_id uuid, p_partial_id uuid, p_parts integer) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_profile(p_user_id);
  perform private.check_upload_room(p_user_id, null);
  insert into public.partial_uploads (id, user_id, parts) values (p_partial_id, p_user_id, p_parts);
  insert into private.object_purges (task_id, user_id, due_at)
  values (p_partial_id, p_user_id, clock_timestamp() + interval '24 hours');
end;
$$;
comment on function public.begin_partial_upload(uuid, uuid, integer) is
  'Announces a file that comes in this many parts, and plans their removal in 24 h. Raises PT429 at 200 unused uploads.';

create function public.finish_partial_upload(p_user_id uuid, p_partial_id uuid, p_upload_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  v_upload_id uuid;
begin
  perform private.lock_profile(p_user_id);
  -- Whoever removes the parts locks their purge first, too.
  update private.object_purges set due_at = least(due_at, clock_timestamp() + interval '1 hour')
   where task_id = p_partial_id
     and exists (select from public.partial_uploads p where p.id = p_partial_id and p.user_id = p_user_id);
  update public.partial_uploads set upload_id = coalesce(upload_id, p_upload_id)
   where id = p_partial_id and user_id = p_user_id returning upload_id into v_upload_id;
  return v_upload_id;
end;
$$;
comment on function public.finish_partial_upload(uuid, uuid, uuid) is
  'Its parts have become this upload, or, if two requests put them together, the one that was first: that is returned. The parts go in an hour, in which the answer can be had again. Null if there is no such file.';

create function public.abandon_partial_upload(p_user_id uuid, p_partial_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform private.lock_profile(p_user_id);
  update private.object_purges set due_at = clock_timestamp() where task_id = p_partial_id
    and exists (select from public.partial_uploads p where p.id = p_partial_id and p.user_id = p_user_id);
  return found;
end;
$$;
comment on function public.abandon_partial_upload(uuid, uuid) is 'The parts of this file are to be removed now. False if there is no such file.';
