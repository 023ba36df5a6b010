-- Credits given by hand, and the settings that the database must know.

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

create function public.configure_installation(p_signup_credits integer) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update private.installation set signup_credits = p_signup_credits where signup_credits <> p_signup_credits;
end;
$$;
comment on function public.configure_installation(integer) is 'Tells the database what every new account is granted, in credits.';

revoke execute on function public.grant_credits(uuid, integer), public.grant_credits_by_email(text, integer),
  public.configure_installation(integer) from public, anon, authenticated;
grant execute on function public.grant_credits(uuid, integer), public.grant_credits_by_email(text, integer),
  public.configure_installation(integer) to service_role;
