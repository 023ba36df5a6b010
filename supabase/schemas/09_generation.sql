-- What was asked for: batches of pictures, grouped by topics, and the requests that made them.

create table public.topics (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  title text check (char_length(title) between 1 and 200),
  titled_by text not null default 'person' check (titled_by in ('person', 'model', 'prompt')),
  title_task_id uuid references public.tasks (id) on delete set null,
  created_at timestamptz not null default clock_timestamp(),
  updated_at timestamptz(3) not null default clock_timestamp(),
  deleted_at timestamptz
);
comment on table public.topics is 'A named group of batches. updated_at is its latest use.';
comment on column public.topics.title is 'Null until the first generation or a person gives one.';
comment on column public.topics.titled_by is 'Whose words the title is: a person''s are never replaced, the first words of the prompt only until the model''s come.';
comment on column public.topics.title_task_id is 'The background task that asks for a title.';
comment on column public.topics.updated_at is 'Its latest use, in ms, as JavaScript keeps it: the cursor of the list is made of it.';
comment on column public.topics.deleted_at is 'Hidden since; what is in it is being deleted, in parts.';
-- list_topics.
create index topics_of_user on public.topics (user_id, updated_at desc, id desc);
create index topics_title_task on public.topics (title_task_id);
-- private.clean_topics.
create index topics_deleted on public.topics (deleted_at) where deleted_at is not null;
alter table public.topics enable row level security;
create policy "read own topics" on public.topics for select to authenticated
  using (user_id = (select auth.uid()) and deleted_at is null);

create table public.batches (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  topic_id uuid references public.topics (id) on delete cascade,
  parent_id uuid,
  prompt text not null check (char_length(prompt) between 1 and 2000),
  model text not null,
  settings jsonb not null,
  quantiles_ms integer[],
  early_ms integer,
  created_at timestamptz(3) not null default clock_timestamp(),
  search tsvector generated always as (private.search_vector(user_id, prompt)) stored
);
comment on table public.batches is 'What one click asked for: one prompt and one set of settings, 1 to 4 slots.';
comment on column public.batches.parent_id is 'The picture that this one edits. No foreign key: it may be deleted later.';
comment on column public.batches.quantiles_ms is
  'Durations in ms at 5, 10, 25, 50, 75, 90 and 95 % of the last 50 finished attempts of this model and size, fast failures left out, when the batch was made; '
  'null without history.';
comment on column public.batches.early_ms is 'When the fast failures among those attempts were over, in ms of the attempt; null if there were none.';
comment on column public.batches.created_at is 'In ms, as JavaScript keeps it: the cursor of the list is made of it.';
comment on column public.batches.search is 'See private.search_vector.';
-- list_batches, of everything and of one topic.
create index batches_of_user on public.batches (user_id, created_at desc, id desc);
create index batches_of_topic on public.batches (topic_id, created_at desc, id desc);
-- Without a list of pending entries, which everybody's search would read through.
create index batches_search on public.batches using gin (search) with (fastupdate = off);
alter table public.batches enable row level security;
create policy "read own batches" on public.batches for select to authenticated
  using (user_id = (select auth.uid()));

-- A picture's row changes once, when its bytes are stored, and grows to three times its size. With room for that in its page, and
-- nothing indexed of what changes, no index is written then: half of what a completion writes to the log with a million pictures.
-- A picture that somebody brings back from their disk is looked for by its hash among their own, which takes 10 ms with 10,000.
create table public.generated_images (
  task_id uuid primary key references public.tasks (id) on delete cascade,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  batch_id uuid not null references public.batches (id) on delete cascade,
  position integer not null check (position between 0 and 3),
  number bigint not null,
  seed integer,
  image_urls text[] not null default '{}',
  object_key text,
  thumb_key text,
  mime_type text,
  width integer,
  height integer,
  placeholder text,
  sha256 text,
  favourite boolean not null default false,
  deleted_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
) with (fillfactor = 30);
create sequence public.generated_images_number owned by public.generated_images.number;
alter table public.generated_images alter column number set default nextval('public.generated_images_number');
comment on table public.generated_images is
  'The picture of an image task, from the first moment. (batch_id, position) is its slot; the newest task of a slot is its latest version.';
comment on column public.generated_images.number is 'Rises with every picture asked for; the first slot of a batch has the highest of its batch. The order of the gallery and its cursor.';
comment on column public.generated_images.image_urls is 'The app''s own stable paths; empty until the bytes are stored.';
comment on column public.generated_images.placeholder is 'base64 ThumbHash.';
comment on column public.generated_images.sha256 is 'Of the stored original, in hex; null for pictures older than this column.';
comment on column public.generated_images.deleted_at is 'Hidden since; restorable for 60 s, then its bytes are purged.';
create index generated_images_of_slot on public.generated_images (batch_id, position, created_at);
-- list_gallery.
create index generated_images_of_user on public.generated_images (user_id, number desc);
alter table public.generated_images enable row level security;
create policy "read own images" on public.generated_images for select to authenticated
  using (user_id = (select auth.uid()));

create table public.generation_requests (
  task_id uuid primary key,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  task_ids uuid[] not null,
  request jsonb not null,
  response jsonb not null,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.generation_requests is
  'Accepted generations and retries, by their first task id: the stored answer of a repeated request, and the rate limit''s count. '
  'A row without words counts alone: of deleted tasks, or of a cancel. The sweep removes it after that.';
-- private.check_rate, and private.clean_requests.
create index generation_requests_of_user on public.generation_requests (user_id, created_at desc);
create index generation_requests_forgotten on public.generation_requests (created_at) where response = '{}';
create index generation_requests_by_age on public.generation_requests (created_at);
alter table public.generation_requests enable row level security;
create policy "read own requests" on public.generation_requests for select to authenticated
  using (user_id = (select auth.uid()));
