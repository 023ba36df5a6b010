-- What piles up in tables is cleaned up by a job of its own: nothing that fails here keeps leases from being taken back, and one step
-- that fails keeps no other from its work. And allowances: how often something may be done.

create table private.housekeeping (
  job text primary key,
  done_at timestamptz not null default '-infinity'
);
comment on table private.housekeeping is 'When each of the jobs that any process may do was last begun: clean (rows), purge (objects).';
alter table private.housekeeping enable row level security;
create policy "nobody" on private.housekeeping using (false);
insert into private.housekeeping (job) values ('clean'), ('purge');

create function private.take_turn(p_job text, p_interval_seconds integer) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
begin
  perform from private.housekeeping
    where job = p_job
      -- One that was begun in the future was begun while the clock was wrong.
      and (p_interval_seconds <= 0 or done_at <= v_now - make_interval(secs => p_interval_seconds) or done_at > v_now)
      for update skip locked;
  if found then
    update private.housekeeping set done_at = v_now where job = p_job;
  end if;
  return found;
end;
$$;
comment on function private.take_turn(text, integer) is
  'Whether it is the caller''s turn: nobody in the whole installation has begun this job within the interval, nor is beginning it now.';

create function public.clean_up(p_interval_seconds integer default 0) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  v_step text;
  v_more boolean := false;
  v_faults jsonb := '[]';
begin
  if not private.take_turn('clean', p_interval_seconds) then
    return jsonb_build_object('more', false, 'faults', v_faults);
  end if;
  foreach v_step in array array['requests', 'fenced_writes', 'throttles', 'purges', 'metrics', 'topics'] loop
    begin
      v_more := v_more or case v_step
        when 'requests' then private.clean_requests()
        when 'fenced_writes' then private.clean_fenced_writes()
        when 'throttles' then private.clean_throttles()
        when 'purges' then private.clean_purges()
        when 'topics' then private.clean_topics()
        else false
      end;
      if v_step = 'metrics' then
        perform private.fold_metrics();
      end if;
    exception when others then
      v_faults := v_faults || jsonb_build_object('step', v_step, 'code', sqlstate, 'message', sqlerrm);
    end;
  end loop;
  return jsonb_build_object('more', v_more, 'faults', v_faults);
end;
$$;
comment on function public.clean_up(integer) is
  'What any process, or pg_cron, may do at any time: removes rows that are over, folds the metrics, goes on with deletions of topics; a bounded part of each. '
  'With p_interval_seconds it does nothing if any process has done so within them. Returns {more: call again, faults: [{step, code, message}]}.';

create function private.clean_requests() returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_over integer;
  v_old integer;
begin
  delete from public.generation_requests where task_id in (
    select task_id from public.generation_requests
     where response = '{}' and (created_at <= v_now - interval '60 seconds' or created_at > v_now + interval '1 minute') limit 2000 for update skip locked);
  get diagnostics v_over = row_count;
  with old as (
    delete from public.generation_requests where task_id in (
      select task_id from public.generation_requests
       where created_at <= v_now - interval '1 day' order by created_at limit 2000 for update skip locked)
    returning task_id, task_ids, request, response
  ), kept as (
    update public.tasks t
       set accepted = jsonb_build_object('hash', private.hash_request(old.task_ids, old.request), 'response', old.response - 'taskIds')
      from old where t.id = old.task_id
  )
  select count(*) into v_old from old;
  return greatest(v_over, v_old) = 2000;
end;
$$;
comment on function private.clean_requests() is
  'Removes accepted requests of deleted tasks once the rate limit no longer counts them, and those from the future of a clock that was wrong; moves those '
  'older than a day, in short, to their first task. True if there may be more.';

create function private.clean_fenced_writes() returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_count integer;
begin
  delete from private.fenced_writes where id in (
    select id from private.fenced_writes
     where at <= clock_timestamp() - interval '1 day' order by at limit 10000 for update skip locked);
  get diagnostics v_count = row_count;
  return v_count = 10000;
end;
$$;
comment on function private.clean_fenced_writes() is 'Removes what is older than a day: the metrics have counted it. True if there may be more.';

create function private.clean_throttles() returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz := clock_timestamp();
  v_count integer;
begin
  delete from private.throttles where key in (
    select key from private.throttles
     -- What is whole only after a week was taken while the clock was wrong: no period is that long.
     where whole_at <= v_now - interval '1 minute' or whole_at > v_now + interval '7 days' limit 10000 for update skip locked);
  get diagnostics v_count = row_count;
  return v_count = 10000;
end;
$$;
comment on function private.clean_throttles() is 'Removes allowances that are whole again. True if there may be more.';

create function private.clean_purges() returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_latest timestamptz := clock_timestamp() + interval '2 days';
begin
  update private.object_purges set due_at = least(due_at, v_latest), retry_at = least(retry_at, v_latest)
   where coalesce(retry_at, due_at) > v_latest;
  return false;
end;
$$;
comment on function private.clean_purges() is 'Nothing is planned for later than two days from now, unless the clock was wrong when it was.';

create function private.clean_topics() returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  v_topic public.topics;
begin
  select t.* into v_topic from public.topics t join public.profiles p on p.user_id = t.user_id
   where t.deleted_at is not null order by t.deleted_at limit 1 for update of p skip locked;
  if not found then
    return false;
  end if;
  perform private.clear_topic(v_topic.user_id, v_topic.id, 2000);
  return true;
end;
$$;
comment on function private.clean_topics() is
  'Deletes a part of a topic whose deletion was begun, unless its user is busy, perhaps with that very deletion. True if there may be more.';

-- Signing in from one address, uploading by one person. In the database, because every process counts, and as one time per key
-- instead of one row per event: what a thousand tries take is one row.
create table private.throttles (
  key text primary key check (length(key) <= 200),
  whole_at timestamptz not null
);
comment on table private.throttles is 'Allowances of which something was taken lately. One that is whole again needs no row.';
comment on column private.throttles.whole_at is 'When nothing taken will be left to wait for: each unit moves it by seconds / limit.';
-- private.clean_throttles.
create index throttles_whole on private.throttles (whole_at);
alter table private.throttles enable row level security;
create policy "nobody" on private.throttles using (false);

create function public.take_allowance(p_allowances jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_now timestamptz;
  v_wait interval := '0';
begin
  insert into private.throttles (key, whole_at)
  select a.key, '-infinity' from jsonb_to_recordset(p_allowances) as a (key text) order by a.key
  on conflict do nothing;
  perform from private.throttles t
    where t.key in (select a.key from jsonb_to_recordset(p_allowances) as a (key text)) order by t.key for update;
  v_now := clock_timestamp();

  with asked as (
    select t.key, make_interval(secs => a.seconds) as period,
           make_interval(secs => a.seconds * least(coalesce(a.take, 1), a."limit") / a."limit") as cost,
           -- Nothing waits longer than a period, also after the clock was wrong.
           greatest(v_now, least(t.whole_at, v_now + make_interval(secs => a.seconds))) as whole_at
      from jsonb_to_recordset(p_allowances) as a (key text, "limit" double precision, seconds double precision, take double precision)
      join private.throttles t using (key)
  ), judged as (
    select key, whole_at + cost as whole_at, whole_at + cost - (v_now + period) as wait from asked
  ), taken as (
    update private.throttles t set whole_at = judged.whole_at from judged
     where t.key = judged.key and not exists (select from judged j where j.wait > interval '0')
  )
  select greatest(max(wait), interval '0') into v_wait from judged;
  return ceil(extract(epoch from v_wait) * 1000);
end;
$$;
comment on function public.take_allowance(jsonb) is
  'Takes one unit of each allowance, or none of any. p_allowances: [{key, limit: units per period, seconds: the period, take?: units, 1 if absent, '
  'negative gives back}]. Returns 0 when they were taken, else the ms until they could be. Units come back evenly, not at the end of a period.';
