-- On a young database "= any" was planned as a look at the whole table, and stayed so until the next analyze.

create or replace function private.stored_answer(p_user_id uuid, p_task_ids uuid[], p_request jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_stored public.generation_requests;
  v_id uuid;
begin
  select * into v_stored from public.generation_requests where task_id = p_task_ids[1] and user_id = p_user_id;
  if v_stored.task_ids = p_task_ids and v_stored.request = p_request then
    return v_stored.response || '{"claimed": []}';
  end if;
  foreach v_id in array p_task_ids loop
    if exists (select from public.tasks where id = v_id) or exists (select from public.generation_requests where task_id = v_id) then
      raise exception 'ids are taken' using errcode = 'PT409', detail = '{"taskIds": "already used for another request"}';
    end if;
  end loop;
  return null;
end;
$$;

create or replace function private.accept_tasks(
  p_profile public.profiles, p_task_ids uuid[], p_price integer, p_batch public.batches, p_request jsonb, p_limits jsonb
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_balance integer := private.charge_tasks(p_profile, p_task_ids, p_price);
  v_claimed jsonb;
  v_response jsonb;
  v_id uuid;
begin
  if p_limits -> 'origin' is not null then
    foreach v_id in array p_task_ids loop
      update public.tasks set origin = p_limits -> 'origin' where id = v_id;
    end loop;
  end if;
  v_claimed := private.claim_free_places(p_profile.user_id, p_task_ids, (p_limits ->> 'maxRunning')::integer);
  v_response := jsonb_build_object(
    'status', case when jsonb_array_length(v_claimed) > 0 then 'processing' else 'queued' end,
    'taskId', p_task_ids[1], 'taskIds', to_jsonb(p_task_ids), 'batchId', p_batch.id, 'topicId', p_batch.topic_id,
    'credits', jsonb_build_object('charged', p_price * cardinality(p_task_ids), 'balance', v_balance),
    'estimate', case when p_batch.quantiles_ms is not null
                  then jsonb_build_object('p50Ms', p_batch.quantiles_ms[4], 'p90Ms', p_batch.quantiles_ms[6]) end,
    'past', jsonb_build_object('quantilesMs', p_batch.quantiles_ms, 'earlyMs', p_batch.early_ms));
  insert into public.generation_requests (task_id, user_id, task_ids, request, response)
  values (p_task_ids[1], p_profile.user_id, p_task_ids, p_request, v_response);
  return v_response || jsonb_build_object('claimed', v_claimed);
end;
$$;

revoke execute on all functions in schema private from public;
