-- Accounts: a profile with a balance for every user, and the ledger that explains it.

create schema private;
comment on schema private is 'Internals of Darkroom: never exposed through the API.';
revoke all on schema private from public;

create table private.installation (
  only_row boolean primary key default true check (only_row),
  signup_credits integer not null default 100 check (signup_credits >= 0)
);
alter table private.installation enable row level security;
comment on table private.installation is 'What the database must know of this installation''s settings; written by configure_installation.';
insert into private.installation default values;

create table public.profiles (
  user_id uuid primary key references auth.users (id) on delete cascade,
  credits integer not null default 0 check (credits >= 0),
  created_at timestamptz not null default clock_timestamp()
);
comment on table public.profiles is 'One row per account. Its row lock orders everything that touches the user''s money or places.';
comment on column public.profiles.credits is 'Balance in credits: always the sum of the user''s ledger.';

create table public.credit_ledger (
  id bigint generated always as identity primary key,
  user_id uuid not null references auth.users (id) on delete cascade,
  task_id uuid,
  kind text not null check (kind in ('grant', 'charge', 'refund', 'adjustment')),
  amount integer not null check (amount <> 0),
  created_at timestamptz not null default clock_timestamp(),
  check ((kind in ('charge', 'refund')) = (task_id is not null)),
  check (case kind when 'charge' then amount < 0 when 'adjustment' then true else amount > 0 end)
);
comment on table public.credit_ledger is 'Append-only. Signed amounts in credits. task_id has no foreign key, so that history outlives a deleted task.';
create unique index credit_ledger_once_per_task on public.credit_ledger (task_id, kind) where task_id is not null;
create index credit_ledger_of_user on public.credit_ledger (user_id, id desc);

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

alter table public.profiles enable row level security;
alter table public.credit_ledger enable row level security;
create policy "read own profile" on public.profiles for select to authenticated
  using (user_id = (select auth.uid()));
create policy "read own ledger" on public.credit_ledger for select to authenticated
  using (user_id = (select auth.uid()));

grant usage on schema public to authenticated, service_role;
revoke all on public.profiles, public.credit_ledger from public, anon, authenticated, service_role;
grant select on public.profiles, public.credit_ledger to authenticated, service_role;
revoke execute on all functions in schema private from public;
