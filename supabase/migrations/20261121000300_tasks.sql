-- Background work: one row per task, with its status, lease and attempts. The row is the truth.

create table public.tasks (
  id uuid primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  kind text not null check (kind in ('image')),
  status text not null default 'queued'
    check (status in ('queued', 'processing', 'completed', 'failed', 'canceled')),
  price integer not null check (price >= 0),
  payload jsonb not null,
  stats_key text not null,
  attempts integer not null default 0,
  max_attempts integer not null check (max_attempts >= 1),
  retry_delays integer[] not null,
  run_after timestamptz not null default clock_timestamp(),
  lease_seconds integer not null check (lease_seconds >= 1),
  lease_token uuid,
  lease_expires_at timestamptz,
  error_code text,
  error_retry_at timestamptz,
  version bigint not null default 1,
  created_at timestamptz not null default clock_timestamp(),
  started_at timestamptz,
  finished_at timestamptz,
  check (attempts between 0 and max_attempts),
  check ((status = 'processing') = (lease_token is not null)),
  check ((lease_token is null) = (lease_expires_at is null)),
  check ((status in ('completed', 'failed', 'canceled')) = (finished_at is not null))
);
comment on table public.tasks is 'Units of background work. Only the functions of the lifecycle write here.';
comment on column public.tasks.payload is 'Every setting the work will use, as it was at submit.';
comment on column public.tasks.stats_key is 'Groups attempts of like duration, for estimates.';
comment on column public.tasks.run_after is 'Not before this; also the order of the user''s queue.';
comment on column public.tasks.version is 'Rises with every change a person could see, never with a heartbeat.';
comment on column public.tasks.started_at is 'Start of the current or last attempt.';
comment on column public.tasks.error_retry_at is 'When a person may usefully try again after this final error.';
create index tasks_queued on public.tasks (user_id, run_after, id) where status = 'queued';
create index tasks_processing on public.tasks (user_id) where status = 'processing';
create index tasks_leases on public.tasks (lease_expires_at) where status = 'processing';
create index tasks_of_user on public.tasks (user_id, created_at);

create table public.task_attempts (
  task_id uuid not null references public.tasks (id) on delete cascade,
  attempt integer not null,
  stats_key text not null,
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('completed', 'failed', 'canceled', 'released', 'expired')),
  error_code text,
  primary key (task_id, attempt),
  check ((ended_at is null) = (outcome is null))
);
comment on table public.task_attempts is 'One row per claim of a task; a released attempt is given back and its row used again.';
create index task_attempts_durations on public.task_attempts (stats_key, ended_at desc)
  where outcome in ('completed', 'failed');

create table public.generated_images (
  task_id uuid primary key references public.tasks (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  batch_id uuid not null references public.batches (id) on delete cascade,
  position integer not null check (position between 0 and 3),
  seed integer,
  image_urls text[] not null default '{}',
  object_key text,
  thumb_key text,
  mime_type text,
  width integer,
  height integer,
  placeholder text,
  deleted_at timestamptz,
  purged_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.generated_images is
  'The picture of an image task, from the first moment. (batch_id, position) is its slot; the newest task of a slot is its latest version.';
comment on column public.generated_images.image_urls is 'The app''s own stable paths; empty until the bytes are stored.';
comment on column public.generated_images.placeholder is 'base64 ThumbHash.';
comment on column public.generated_images.deleted_at is 'Hidden since; restorable for 60 s, then its bytes are purged.';
create index generated_images_of_slot on public.generated_images (batch_id, position, created_at);
create index generated_images_of_user on public.generated_images (user_id);
create index generated_images_to_purge on public.generated_images (deleted_at)
  where deleted_at is not null and purged_at is null;

alter table public.tasks enable row level security;
alter table public.task_attempts enable row level security;
alter table public.generated_images enable row level security;
create policy "read own tasks" on public.tasks for select to authenticated
  using (user_id = (select auth.uid()));
create policy "read attempts of own tasks" on public.task_attempts for select to authenticated
  using (exists (select from public.tasks where tasks.id = task_attempts.task_id));
create policy "read own images" on public.generated_images for select to authenticated
  using (user_id = (select auth.uid()));

revoke all on public.tasks, public.task_attempts, public.generated_images from public, anon, authenticated, service_role;
grant select on public.tasks, public.task_attempts, public.generated_images to authenticated, service_role;
