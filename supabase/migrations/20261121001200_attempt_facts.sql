-- What is known of an attempt afterwards: since when it was due, and which request asked for its task.

alter table public.tasks add column origin jsonb;
comment on column public.tasks.origin is 'The request that asked for it: {requestId, traceparent?}; null if none is known.';
alter table public.task_attempts add column due_at timestamptz;
comment on column public.task_attempts.due_at is
  'Since when the task could have been claimed for this attempt, its user''s places aside. Null for attempts older than this column.';

create or replace function private.start_attempt(p_task_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_queued_at timestamptz := (select run_after from public.tasks where id = p_task_id);
  v_due_at timestamptz := greatest(v_queued_at, (select max(ended_at) from public.task_attempts where task_id = p_task_id));
  v_task public.tasks;
begin
  update public.tasks
     set status = 'processing', attempts = attempts + 1, version = version + 1, started_at = v_now,
         lease_token = gen_random_uuid(), lease_expires_at = v_now + make_interval(secs => lease_seconds),
         error_code = null
   where id = p_task_id
  returning * into v_task;
  insert into public.task_attempts (task_id, attempt, stats_key, due_at, started_at)
  values (v_task.id, v_task.attempts, v_task.stats_key, v_due_at, v_now)
  on conflict (task_id, attempt) do update
    set due_at = excluded.due_at, started_at = excluded.started_at, ended_at = null, outcome = null, error_code = null;
  perform private.renumber_queue(v_task.user_id, v_queued_at, v_task.id);
  return jsonb_build_object(
    'taskId', v_task.id, 'kind', v_task.kind, 'userId', v_task.user_id, 'attempt', v_task.attempts,
    'maxAttempts', v_task.max_attempts, 'leaseToken', v_task.lease_token, 'leaseSeconds', v_task.lease_seconds,
    'model', v_task.payload ->> 'model', 'origin', v_task.origin, 'payload', v_task.payload);
end;
$$;
comment on function public.claim_tasks(integer, integer) is
  'Claims up to p_limit due tasks, one per user and round: the user with the fewest running first, then the longest wait. '
  'Returns {tasks: [{taskId, kind, userId, attempt, maxAttempts, leaseToken, leaseSeconds, model, origin, payload}], '
  'nextDueMs: ms until the next retry is due, or null}.';

create or replace function private.accept_tasks(
  p_profile public.profiles, p_task_ids uuid[], p_price integer, p_batch public.batches, p_request jsonb, p_limits jsonb
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_balance integer := private.charge_tasks(p_profile, p_task_ids, p_price);
  v_claimed jsonb;
  v_response jsonb;
begin
  if p_limits -> 'origin' is not null then
    update public.tasks set origin = p_limits -> 'origin' where id = any (p_task_ids);
  end if;
  v_claimed := private.claim_free_places(p_profile.user_id, p_task_ids, (p_limits ->> 'maxRunning')::integer);
  v_response := jsonb_build_object(
    'status', (select status from public.tasks where id = p_task_ids[1]),
    'taskId', p_task_ids[1], 'taskIds', to_jsonb(p_task_ids), 'batchId', p_batch.id, 'topicId', p_batch.topic_id,
    'credits', jsonb_build_object('charged', p_price * cardinality(p_task_ids), 'balance', v_balance),
    'estimate', case when p_batch.p50_ms is not null
                  then jsonb_build_object('p50Ms', p_batch.p50_ms, 'p90Ms', p_batch.p90_ms) end);
  insert into public.generation_requests (task_id, user_id, task_ids, request, response)
  values (p_task_ids[1], p_profile.user_id, p_task_ids, p_request, v_response);
  return v_response || jsonb_build_object('claimed', v_claimed);
end;
$$;
comment on function private.accept_tasks(public.profiles, uuid[], integer, public.batches, jsonb, jsonb) is
  'The common end of accepting: charge, note p_limits.origin (who asked), claim, remember the answer. Returns the answer and {claimed}.';
