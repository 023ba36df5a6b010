-- What was asked for: batches of pictures, grouped by topics, and the requests that made them.

create table public.topics (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  title text not null check (char_length(title) between 1 and 200),
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz not null default clock_timestamp()
);
comment on table public.topics is 'A named group of batches. updated_at is its latest use.';
create index topics_of_user on public.topics (user_id, updated_at desc);

create table public.batches (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  topic_id uuid references public.topics (id) on delete cascade,
  prompt text not null check (char_length(prompt) between 1 and 2000),
  model text not null,
  settings jsonb not null,
  p50_ms integer,
  p90_ms integer,
  created_at timestamptz(3) not null default clock_timestamp()
);
comment on table public.batches is 'What one click asked for: one prompt and one set of settings, 1 to 4 slots.';
comment on column public.batches.p50_ms is
  'Median duration in ms of the last 50 finished attempts of this model and size when the batch was made; null without history.';
comment on column public.batches.created_at is 'In ms, as JavaScript keeps it: the cursor of the list is made of it.';
create index batches_of_user on public.batches (user_id, created_at desc, id desc);
create index batches_of_topic on public.batches (topic_id, created_at desc, id desc);

create table public.generation_requests (
  task_id uuid primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  task_ids uuid[] not null,
  request jsonb not null,
  response jsonb not null,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.generation_requests is
  'Accepted generations and retries, by their first task id: the stored answer of a repeated request, and the rate limit''s count.';
create index generation_requests_of_user on public.generation_requests (user_id, created_at desc);

alter table public.topics enable row level security;
alter table public.batches enable row level security;
alter table public.generation_requests enable row level security;
create policy "read own topics" on public.topics for select to authenticated
  using (user_id = (select auth.uid()));
create policy "read own batches" on public.batches for select to authenticated
  using (user_id = (select auth.uid()));
create policy "read own requests" on public.generation_requests for select to authenticated
  using (user_id = (select auth.uid()));

revoke all on public.topics, public.batches, public.generation_requests from public, anon, authenticated, service_role;
grant select on public.topics, public.batches, public.generation_requests to authenticated, service_role;
