create view private.leases with (security_invoker = true) as
select id, status, attempts, group_id, lease_token, lease_seconds, lease_expires_at, progress, made_at, error_code, error_retry_at, version,
       finished_at
  from public.tasks where status = 'processing' and lease_expires_at > clock_timestamp();
comment on view private.leases is
  'The fence: tasks whose lease runs. Whoever writes under a lease finds its task here, by id and token, or has lost it. '
  'Statements are planned as if they said the condition themselves, so that it costs nothing.';

set local check_function_bodies = off;

create or replace function private.lock_lease(p_task_id uuid, p_lease_token uuid) returns public.tasks
language plpgsql security definer set search_path = '' as $$
declare
  v_task public.tasks;
begin
  perform from public.profiles where user_id = (select user_id from public.tasks where id = p_task_id) for update;
  perform from private.leases where id = p_task_id and lease_token = p_lease_token for update;
  if found then
    select * into v_task from public.tasks where id = p_task_id;
  else
    perform private.refuse_late(p_task_id);
  end if;
  return v_task;
end;
$$;
comment on function private.lock_lease(uuid, uuid) is
  'The task, locked, if the caller''s lease still runs (private.leases). Else null, and what the latecomer may have stored for an abandoned task is planned for removal.';


create or replace function public.complete_image(p_task_id uuid, p_lease_token uuid, p_image jsonb) returns boolean
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


create or replace function public.heartbeat_tasks(p_leases jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_lost uuid[];
  v_kept uuid[];
begin
  select array_agg(given."leaseToken") into v_lost
    from jsonb_to_recordset(p_leases) as given ("taskId" uuid, "leaseToken" uuid)
   where not exists (select from private.leases l where l.id = given."taskId" and l.lease_token = given."leaseToken");
  if v_lost is not null then
    perform private.purge_lost(array(select given."taskId" from jsonb_to_recordset(p_leases) as given ("taskId" uuid, "leaseToken" uuid)
                                      where given."leaseToken" = any (v_lost)));
  end if;
  -- A row that is locked is being ended, or read again in a moment: waiting for it could be a circle, since others lock a user's rows in another order.
  with held as (
    select l.id, l.lease_token, given.progress
      from private.leases l join jsonb_to_recordset(p_leases) as given ("taskId" uuid, "leaseToken" uuid, progress real)
        on l.id = given."taskId" and l.lease_token = given."leaseToken"
       for no key update of l skip locked
  ), kept as (
    update public.tasks t
       set lease_expires_at = v_now + make_interval(secs => t.lease_seconds), progress = coalesce(held.progress, t.progress),
           version = t.version + (held.progress is distinct from t.progress and held.progress is not null)::integer
      from held where t.id = held.id
    returning t.lease_token
  )
  select array_agg(lease_token) into v_kept from kept;
  return jsonb_build_object('lost', to_jsonb(coalesce(v_lost, '{}')), 'busy', (
    select coalesce(jsonb_agg(given."leaseToken"), '[]') from jsonb_to_recordset(p_leases) as given ("leaseToken" uuid)
     where given."leaseToken" <> all (coalesce(v_lost, '{}') || coalesce(v_kept, '{}'))));
end;
$$;
comment on function public.heartbeat_tasks(jsonb) is
  'Prolongs the leases of a process: [{taskId, leaseToken, progress?}]. {lost, busy}: tokens of those that are lost, and of those to ask for again in a moment.';


create or replace function public.keep_picture(p_task_id uuid, p_lease_token uuid, p_made boolean default true) returns boolean
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


-- Who may do what: the functions of the schema public belong to the server, but for those that read as their caller; tables and views
-- of the schema public are read, under row level security; the rest is for the functions that own it. Safe to run again: every
-- migration that makes something ends with this.

revoke all on schema private from public;
grant usage on schema public to authenticated, service_role;
-- For private.find_batches alone.
grant usage on schema private to authenticated;

revoke all on all tables in schema public, private from public, anon, authenticated, service_role;
revoke all on all sequences in schema public, private from public, anon, authenticated, service_role;
grant select on all tables in schema public to authenticated, service_role;

revoke execute on all functions in schema public, private from public, anon, authenticated, service_role;
grant execute on all functions in schema public to service_role;
grant execute on function
  public.read_tasks(uuid[]), public.read_pending_tasks(), public.count_topic(uuid), public.list_gallery(jsonb),
  public.list_batches(jsonb), public.list_topics(jsonb), public.list_credits(integer, bigint),
  private.find_batches(text)
  to authenticated;
-- They read as their caller, and the server is nobody.
revoke execute on function public.list_batches(jsonb), public.list_topics(jsonb), public.list_credits(integer, bigint) from service_role;
