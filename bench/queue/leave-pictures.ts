import type postgres from 'postgres';

const PER_BATCH = 4;

/**
 * Finished tasks of all users, this many in all, with all the rows that their lives leave: batches of four, the requests that
 * asked for them, charges, attempts, pictures.
 */
export async function leavePictures(database: postgres.Sql, statsKey: string, count: number): Promise<void> {
  await database.begin(async (sql) => {
    // The rows are as their makers would leave them, which triggers and foreign keys would only say again.
    await sql`set local session_replication_role = replica`;
    await sql`set local synchronous_commit = off`;
    await sql`
      create temporary table gone on commit drop as
      select gen_random_uuid() as id, batch_id, position, user_id, b, clock_timestamp() - interval '1 hour' - make_interval(secs => b) as at
        from (select b, gen_random_uuid() as batch_id from generate_series(1, ${count / PER_BATCH}::int) b) batches
        cross join generate_series(0, ${PER_BATCH - 1}::int) position
        join (select user_id, row_number() over (order by user_id) - 1 as number, count(*) over () as users
                from public.profiles) accounts on accounts.number = b % accounts.users`;
    await sql`
      insert into public.batches (id, user_id, prompt, model, settings, created_at)
      select batch_id, user_id, (array['heron', 'lighthouse', 'fox', 'market'])[1 + b % 4] || ' no. ' || b, 'gemini-nano-banana-2.1',
             '{"aspectRatio": "1:1", "imageSize": "1K"}', at
        from gone where position = 0`;
    await sql`
      insert into public.tasks (id, user_id, kind, status, price, payload, stats_key, attempts, max_attempts, retry_delays,
                                lease_seconds, version, created_at, run_after, started_at, finished_at)
      select id, user_id, 'image', 'completed', 4,
             jsonb_build_object('prompt', 'heron', 'model', 'gemini-nano-banana-2.1', 'seed', b, 'settings',
                                '{"aspectRatio": "1:1", "imageSize": "1K"}'::jsonb),
             ${statsKey}, 1, 4, '{5,10,20}', 45, 3, at, at, at, at + interval '25 seconds'
        from gone`;
    await sql`
      insert into public.task_attempts (task_id, attempt, stats_key, due_at, started_at, ended_at, outcome)
      select id, 1, ${statsKey}, at, at, at + interval '25 seconds', 'completed' from gone`;
    await sql`
      insert into public.generated_images (task_id, user_id, batch_id, position, seed, image_urls, object_key, thumb_key, mime_type,
                                           width, height, placeholder, sha256, created_at)
      select id, user_id, batch_id, position, 7, array['/api/images/' || id], user_id || '/' || id || '/original',
             user_id || '/' || id || '/thumb', 'image/png', 1024, 1024, '1QcSHQRnh493V4dIh4eXh1h4kJUI', encode(sha256(id::text::bytea), 'hex'), at
        from gone order by at`;
    await sql`
      insert into public.credit_ledger (user_id, task_id, kind, amount, created_at)
      select user_id, id, 'charge', -4, at from gone order by at`;
    await sql`
      update public.profiles p set credits = (select sum(amount) from public.credit_ledger l where l.user_id = p.user_id)`;
    await sql`
      insert into public.generation_requests (task_id, user_id, task_ids, request, response, created_at)
      select (array_agg(id order by position))[1], min(user_id::text)::uuid, array_agg(id order by position), '{"prompt": "heron", "count": 4}',
             jsonb_build_object('status', 'queued', 'taskIds', array_agg(id order by position)), min(at)
        from gone group by batch_id`;
  });
}
