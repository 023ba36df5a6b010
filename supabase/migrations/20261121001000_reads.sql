-- What the pages and the polling read: one SELECT gives everything a card shows, under the reader's own row level security.

create view public.task_details with (security_invoker = true) as
select t.id as task_id, t.kind, t.status, t.version, t.attempts, t.max_attempts, t.price, t.error_code, t.error_retry_at,
       t.created_at, t.started_at, t.finished_at,
       case when t.status = 'queued' and t.error_code is not null then t.run_after end as retry_at,
       case when t.status = 'queued' and t.error_code is null then
         (select count(*) from public.tasks ahead
           where ahead.user_id = t.user_id and ahead.status = 'queued' and (ahead.run_after, ahead.id) <= (t.run_after, t.id))
       end as queue_position,
       g.batch_id, g.position, g.seed, g.image_urls, g.mime_type, g.width, g.height, g.placeholder,
       g.deleted_at is not null as deleted,
       b.topic_id, b.prompt, b.model, b.settings, b.p50_ms, b.p90_ms, b.created_at as batch_created_at
  from public.tasks t
  join public.generated_images g on g.task_id = t.id
  join public.batches b on b.id = g.batch_id;
comment on view public.task_details is
  'A task with its picture and batch, as the API shows it. Nothing here changes with time alone, because a change comes with a new version.';
revoke all on public.task_details from public, anon, authenticated, service_role;
grant select on public.task_details to authenticated, service_role;

create function public.read_tasks(p_task_ids uuid[]) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('now', clock_timestamp(), 'tasks', coalesce(jsonb_agg(d), '[]'))
    from public.task_details d where d.task_id = any (p_task_ids);
$$;
comment on function public.read_tasks(uuid[]) is 'The caller''s tasks of these ids, and the database''s time: {now, tasks: task_details[]}.';

create function public.read_pending_tasks() returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object('now', clock_timestamp(), 'tasks', coalesce(jsonb_agg(d order by d.created_at), '[]'))
    from public.task_details d where d.status in ('queued', 'processing');
$$;
comment on function public.read_pending_tasks() is 'The caller''s open tasks, oldest first, and the database''s time: {now, tasks: task_details[]}.';

create function public.read_queue_stats() returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'queued', count(*) filter (where status = 'queued'), 'processing', count(*) filter (where status = 'processing'),
    'oldestQueuedSeconds', coalesce(floor(greatest(0, extract(epoch from
      clock_timestamp() - min(greatest(created_at, run_after)) filter (where status = 'queued')))), 0))
    from public.tasks where status in ('queued', 'processing');
$$;
comment on function public.read_queue_stats() is 'The whole installation''s queue: {queued, processing, oldestQueuedSeconds}.';

revoke execute on function public.read_tasks(uuid[]), public.read_pending_tasks(), public.read_queue_stats()
  from public, anon, authenticated;
grant execute on function public.read_tasks(uuid[]), public.read_pending_tasks() to authenticated, service_role;
grant execute on function public.read_queue_stats() to service_role;
