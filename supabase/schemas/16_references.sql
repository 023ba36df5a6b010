-- Which pictures and uploads a batch refers to, for as long as it does: with the first of its rows, until nothing of it is open and no
-- picture of it is left. A reference keeps an upload; the last one that goes plans its removal.

create table public.batch_references (
  batch_id uuid not null references public.batches (id) on delete cascade,
  reference_id uuid not null,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  primary key (batch_id, reference_id)
);
comment on table public.batch_references is
  'Which pictures and uploads a batch refers to; their order is in batches.settings. No foreign key: a picture may be deleted later.';
create index batch_references_to on public.batch_references (reference_id);
create index batch_references_of_user on public.batch_references (user_id);
alter table public.batch_references enable row level security;
create policy "read own references" on public.batch_references for select to authenticated
  using (user_id = (select auth.uid()));

create function private.check_references(p_user_id uuid, p_ids jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if p_ids is null then
    return;
  end if;
  -- Whoever removes objects skips what is locked.
  perform from private.object_purges
    where task_id in (select reference.id::uuid from jsonb_array_elements_text(p_ids) as reference (id)) order by task_id for update;
  if exists (
    select from jsonb_array_elements_text(p_ids) as reference (id)
     where not exists (select from public.generated_images g
                        where g.task_id = reference.id::uuid and g.user_id = p_user_id
                          and g.object_key is not null and g.deleted_at is null)
       and not exists (select from public.uploads u
                        where u.id = reference.id::uuid and u.user_id = p_user_id and u.stored_at is not null
                          and not exists (select from private.object_purges p
                                           where p.task_id = u.id and (p.attempts > 0 or p.due_at <= clock_timestamp())))
  ) then
    raise exception 'no such reference' using errcode = 'PT404', detail = '{"referenceIds": "names something that is not there any more"}';
  end if;
end;
$$;
comment on function private.check_references(uuid, jsonb) is
  'Raises PT404 unless all ids are pictures or uploads of this user that are there, and will be until the transaction ends.';

create function private.take_references(p_user_id uuid, p_batch_id uuid, p_ids jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform private.check_references(p_user_id, p_ids);
end;
$$;
comment on function private.take_references(uuid, uuid, jsonb) is
  'Raises PT404 unless a new batch can refer to all of this; it does when its pictures'' rows are there.';

create function private.hold_references(p_batch_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  with held as (
    insert into public.batch_references (batch_id, reference_id, user_id)
    select b.id, reference.id::uuid, b.user_id
      from public.batches b, jsonb_array_elements_text(b.settings -> 'referenceIds') as reference (id)
     where b.id = any (p_batch_ids)
    on conflict do nothing
    returning reference_id
  )
  delete from private.object_purges p using held, public.uploads u
   where p.task_id = held.reference_id and u.id = p.task_id and p.attempts = 0;
end;
$$;
comment on function private.hold_references(uuid[]) is 'Notes what these batches refer to; uploads among it are kept as long as they do.';

create function private.hold_references_of_new() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.hold_references(array(select distinct batch_id from added));
  return null;
end;
$$;
comment on function private.hold_references_of_new() is 'A generation or a retry was accepted: what its batch refers to is kept for it.';
create trigger hold_references_of_new after insert on public.generated_images
  referencing new table as added for each statement execute function private.hold_references_of_new();

create function private.let_go_of_references(p_batch_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.batch_references r
   where r.batch_id = p_batch_id
     and not exists (select from public.generated_images g join public.tasks t on t.id = g.task_id
                      where g.batch_id = p_batch_id and (t.finished_at is null or t.status = 'completed' and g.deleted_at is null));
end;
$$;
comment on function private.let_go_of_references(uuid) is
  'A batch of which nothing is open and no picture is left refers to nothing any more; trying one of its slots again does.';

create function private.let_go_after_move() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.let_go_of_references(old.batch_id);
  return null;
end;
$$;
comment on function private.let_go_after_move() is 'The last picture of a batch went to another one, which refers to the same: what is left of it may have failed.';
create trigger let_go_after_move after update of batch_id on public.generated_images
  for each row execute function private.let_go_after_move();

create function private.purge_unused_upload() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_planned bigint;
  v_wait interval;
begin
  if not exists (select from public.batches where id = old.batch_id) then
    v_wait := interval '61 seconds';
  else
    select count(*) into v_planned
      from public.uploads u join private.object_purges p on p.task_id = u.id where u.user_id = old.user_id;
    v_wait := case when v_planned < 200 then interval '24 hours' else interval '10 minutes' end;
  end if;
  insert into private.object_purges (task_id, user_id, due_at)
  select u.id, u.user_id, clock_timestamp() + v_wait from public.uploads u
   where u.id = old.reference_id and not exists (select from public.batch_references r where r.reference_id = u.id)
  on conflict (task_id) do nothing;
  return null;
end;
$$;
comment on function private.purge_unused_upload() is
  'Nothing refers to an upload any more: it can be used for 24 h, as when it was new, or for 10 minutes if 200 others wait for that already. '
  'What was deleted with its batch follows it at once.';
create trigger purge_unused_upload after delete on public.batch_references
  for each row execute function private.purge_unused_upload();

create function private.needed_by_open_task(p_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (select from public.batch_references r
                   join public.generated_images g on g.batch_id = r.batch_id
                   join public.tasks t on t.id = g.task_id
                  where r.reference_id = p_id and t.finished_at is null);
$$;
comment on function private.needed_by_open_task(uuid) is 'Whether a task that has not ended refers to this picture or upload.';
