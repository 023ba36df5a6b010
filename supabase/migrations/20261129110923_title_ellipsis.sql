set local check_function_bodies = off;

create or replace function private.first_words(p_prompt text) returns text
language sql stable set search_path = '' as $$
  select case when words = p_prompt then words else left(words, 59) || '…' end
    from (select left(array_to_string((regexp_split_to_array(p_prompt, '\s+'))[1:5], ' '), 60)) as first (words);
$$;
comment on function private.first_words(text) is 'The first 5 words of a prompt, 60 characters at most, with an ellipsis if there are more.';


create or replace function private.queue_title(p_topic_id uuid, p_prompt text, p_title jsonb, p_limits jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
  v_topic public.topics;
  v_task_id uuid := gen_random_uuid();
begin
  select * into v_topic from public.topics where id = p_topic_id and titled_by = 'prompt';
  if v_topic.id is null or exists (select from public.tasks where id = v_topic.title_task_id and status <> 'failed') then
    return;
  end if;
  perform private.insert_tasks(v_topic.user_id, jsonb_build_array(jsonb_build_object(
    'id', v_task_id, 'kind', 'title', 'price', 0, 'statsKey', p_title ->> 'statsKey', 'payload', jsonb_build_object(
      'topicId', p_topic_id, 'prompt', p_prompt, 'model', p_title ->> 'model', 'locale', p_title ->> 'locale'))), p_limits);
  update public.topics
     set title_task_id = v_task_id,
         title = coalesce(title, private.first_words(p_prompt))
   where id = p_topic_id;
end;
$$;
comment on function private.queue_title(uuid, text, jsonb, jsonb) is
  'The first words of the prompt become a topic''s title, and a task that asks the text model for a better one is queued; '
  'not for a title that a person typed, nor again after one was made. p_title: {model, statsKey, locale}.';


-- Who may do what: the functions of the schema public belong to the server, but for those that read as their caller; tables and views
-- of the schema public are read, under row level security; the rest is for the functions that own it. Safe to run again: every
-- migration that makes something ends with this.
--
-- Not by default privileges: what PUBLIC may call by PostgreSQL's own default can't be taken away in one schema, only for everything that
-- the role makes anywhere, and that role is the one under which a Supabase project's extensions and the embedded auth are made.

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
