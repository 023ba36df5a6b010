-- Accounts: a profile with a balance for every user, and the ledger that explains it.
--
-- These files, in their order, are the database as it is. The API calls the functions of the schema public; those of the schema
-- private are steps that they share. Every function is security definer with an empty search_path unless it reads as its caller.
-- After a change: npm run schema (see docs/operations.md).

-- Functions may name what comes further below.
set local check_function_bodies = off;

create schema private;
comment on schema private is 'Internals of Darkroom: never exposed through the API.';

create table private.installation (
  only_row boolean primary key default true check (only_row),
  signup_credits integer not null default 100 check (signup_credits >= 0),
  swept_at timestamptz
);
comment on table private.installation is 'What the database must know of this installation''s settings; written by configure_installation.';
comment on column private.installation.swept_at is 'When expired leases were last looked for.';
alter table private.installation enable row level security;
-- The tables of the schema private are for the functions that own them: said as a policy, so that none is missing by oversight.
create policy "nobody" on private.installation using (false);
insert into private.installation default values;

-- Deleting an account takes the lock of its auth.users row first and that of its profile next. Whoever accepts or refunds work holds
-- the profile, and a foreign key to the user would want the user then: a deadlock. So what belongs to an account refers to its
-- profile, and the profile follows the user by triggers: a row that is written twice in one transaction has its foreign keys
-- checked again, so that a claim of two pictures would want the user, too.
create table public.profiles (
  user_id uuid primary key,
  credits integer not null default 0 check (credits >= 0),
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.profiles is
  'One row per account. Its row lock orders everything that touches the user''s money or places; what belongs to the account refers to it.';
comment on column public.profiles.credits is 'Balance in credits: always the sum of the user''s ledger.';
alter table public.profiles enable row level security;
create policy "read own profile" on public.profiles for select to authenticated
  using (user_id = (select auth.uid()));

create table public.credit_ledger (
  id bigint generated always as identity primary key,
  user_id uuid not null references public.profiles (user_id) on delete cascade,
  task_id uuid,
  kind text not null check (kind in ('grant', 'charge', 'refund', 'adjustment')),
  amount integer not null check (amount <> 0),
  created_at timestamptz not null default clock_timestamp(),
  check ((kind in ('charge', 'refund')) = (task_id is not null)),
  check (case kind when 'charge' then amount < 0 when 'adjustment' then true else amount > 0 end)
);
comment on table public.credit_ledger is 'Append-only. Signed amounts in credits. task_id has no foreign key, so that history outlives a deleted task.';
create unique index credit_ledger_once_per_task on public.credit_ledger (task_id, kind) where task_id is not null;
-- list_credits.
create index credit_ledger_of_user on public.credit_ledger (user_id, id desc);
alter table public.credit_ledger enable row level security;
create policy "read own ledger" on public.credit_ledger for select to authenticated
  using (user_id = (select auth.uid()));

create function private.keep_ledger() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_op = 'DELETE' and not exists (select from auth.users where id = old.user_id) then
    return old;
  end if;
  raise exception 'credit_ledger is append-only' using errcode = 'restrict_violation';
end;
$$;
comment on function private.keep_ledger() is 'Refuses changes of the ledger, but for the cascade of a deleted account.';
create trigger keep_ledger before update or delete on public.credit_ledger
  for each row execute function private.keep_ledger();

create function private.lock_profile(p_user_id uuid) returns public.profiles
language plpgsql security definer set search_path = '' as $$
declare
  v_profile public.profiles;
begin
  select * into v_profile from public.profiles where user_id = p_user_id for update;
  return v_profile;
end;
$$;
comment on function private.lock_profile(uuid) is
  'Locks the user''s profile first: the order of locks is user (of an account that is deleted), profile, task.';

create function private.record_credits(p_user_id uuid, p_task_id uuid, p_kind text, p_amount integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  v_balance integer;
begin
  insert into public.credit_ledger (user_id, task_id, kind, amount) values (p_user_id, p_task_id, p_kind, p_amount);
  update public.profiles set credits = credits + p_amount where user_id = p_user_id returning credits into v_balance;
  return v_balance;
end;
$$;
comment on function private.record_credits(uuid, uuid, text, integer) is
  'The only writer of the ledger: appends an entry, moves the balance with it, returns the new balance.';

create function private.open_account() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_credits integer := (select signup_credits from private.installation);
begin
  insert into public.profiles (user_id) values (new.id);
  if v_credits > 0 then
    perform private.record_credits(new.id, null, 'grant', v_credits);
  end if;
  return new;
end;
$$;
comment on function private.open_account() is 'Gives every new account its profile and its sign-up credits, however it was made.';
create trigger open_account after insert on auth.users
  for each row execute function private.open_account();

create function private.close_account() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  delete from public.profiles where user_id = old.id;
  return null;
end;
$$;
comment on function private.close_account() is 'An account is deleted: all that belongs to it goes with its profile.';
create trigger close_account after delete on auth.users
  for each row execute function private.close_account();

create function public.configure_installation(p_signup_credits integer) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update private.installation set signup_credits = p_signup_credits where signup_credits <> p_signup_credits;
end;
$$;
comment on function public.configure_installation(integer) is 'Tells the database what every new account is granted, in credits.';

create function public.grant_credits(p_user_id uuid, p_amount integer) returns integer
language plpgsql security definer set search_path = '' as $$
begin
  if (private.lock_profile(p_user_id)).user_id is null then
    raise exception 'no account' using errcode = 'PT404';
  end if;
  return private.record_credits(p_user_id, null, 'grant', p_amount);
end;
$$;
comment on function public.grant_credits(uuid, integer) is 'Adds credits to an account; returns the new balance. Raises PT404.';

create function public.grant_credits_by_email(p_email text, p_amount integer) returns integer
language plpgsql security definer set search_path = '' as $$
begin
  return public.grant_credits((select id from auth.users where lower(email) = lower(p_email)), p_amount);
end;
$$;
comment on function public.grant_credits_by_email(text, integer) is 'Adds credits to the account of this e-mail; returns the new balance. Raises PT404.';

create function public.list_credits(p_limit integer, p_before bigint default null) returns jsonb
language sql stable set search_path = '' as $$
  select jsonb_build_object(
    'balance', coalesce((select credits from public.profiles), 0),
    'entries', coalesce((select jsonb_agg(page order by page.id desc)
        from (select l.id, l.kind, l.amount, l.task_id, l.created_at, exists (select from public.generated_images g
                       where g.task_id = l.task_id and g.object_key is not null and g.deleted_at is null) as has_picture
                from public.credit_ledger l
               where l.id < coalesce(p_before, 9223372036854775807)
               order by l.id desc limit p_limit) page), '[]'));
$$;
comment on function public.list_credits(integer, bigint) is
  'The caller''s balance and a page of their ledger, newest first: {balance, entries: {id, kind, amount, task_id, created_at, has_picture}[]}. p_before: id of the page before''s last.';
