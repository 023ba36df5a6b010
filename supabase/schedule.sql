-- Lets the database itself keep Darkroom going where no process of it lasts, as on Vercel. Run it as the owner of the
-- database (the SQL editor, or psql -f), after the migrations and after filling in the two lines below. Safe to run again.
--
-- To stop: select cron.unschedule(jobname) from cron.job where jobname like 'darkroom-%';

do $$
declare
  -- Where the app is, like https://darkroom.example.com. Empty: nothing is called, only swept and cleaned up.
  v_app_url text := '';
  -- The app's CRON_SECRET. It is kept in Supabase Vault and printed nowhere.
  v_secret text := '';

  v_secret_id uuid;
  v_extension text;
  v_often text := '15 seconds';
begin
  foreach v_extension in array array['pg_cron', 'pg_net'] loop
    if exists (select from pg_available_extensions where name = v_extension and installed_version is null) then
      execute format('create extension %I', v_extension);
    end if;
  end loop;

  if to_regprocedure('cron.schedule(text,text,text)') is null then
    raise notice 'pg_cron is not available here. Let a process sweep instead: npm start, npm run worker, or a cron that calls /api/workers.';
    return;
  end if;
  if exists (select from pg_extension where extname = 'pg_cron' and string_to_array(substring(extversion from '^\d+\.\d+'), '.')::integer[] < array[1, 5]) then
    v_often := '* * * * *';
    raise notice 'This pg_cron knows no seconds: every minute instead of every 15 s.';
  end if;
  perform cron.schedule('darkroom-sweep', v_often, 'select public.sweep_tasks()');
  perform cron.schedule('darkroom-clean', '* * * * *', 'select public.clean_up()');
  perform cron.unschedule(jobname) from cron.job where jobname = 'darkroom-workers';
  perform cron.schedule('darkroom-history', '0 4 * * *',
    $job$delete from cron.job_run_details where end_time < now() - interval '3 days'$job$);

  if v_app_url = '' or v_secret = '' then
    raise notice 'Sweeping is scheduled. /api/workers is not called: fill in v_app_url and v_secret for that.';
    return;
  end if;
  if to_regnamespace('net') is null or to_regclass('vault.secrets') is null then
    raise notice 'Sweeping is scheduled. /api/workers is not called: pg_net or Supabase Vault is not available here.';
    return;
  end if;
  select id into v_secret_id from vault.secrets where name = 'darkroom_cron_secret';
  if v_secret_id is null then
    perform vault.create_secret(v_secret, 'darkroom_cron_secret');
  else
    perform vault.update_secret(v_secret_id, v_secret);
  end if;
  perform cron.schedule('darkroom-workers', v_often, format($job$
    select net.http_post(
      url := %L,
      headers := jsonb_build_object('Authorization', 'Bearer ' ||
        (select decrypted_secret from vault.decrypted_secrets where name = 'darkroom_cron_secret')),
      timeout_milliseconds := 300000)
     where private.work_is_due()
  $job$, rtrim(v_app_url, '/') || '/api/workers'));
  raise notice 'Sweeping is scheduled, and so is a call of /api/workers whenever a task or the removal of stored objects is due.';
end;
$$;
