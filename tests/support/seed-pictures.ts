import type postgres from 'postgres';

interface SeedOptions {
  /** The newest is this old, in minutes; each batch of four is 20 minutes older than the one before it. */
  newestMinutesAgo?: number;
  /** How many of the newest batches, by fours, lie in each of these topics; the others are in none. */
  topics?: readonly { title: string; batches: number }[];
}

const PER_BATCH = 4;

/**
 * Finished pictures of a user as rows alone, without bytes, quickly: 10,000 take about a second. Batches of four with
 * prompts, models and ratios that repeat ("heron by the river, watercolour"), the newest first in the returned ids.
 */
export async function seedPictures(
  database: postgres.Sql,
  userId: string,
  count: number,
  { newestMinutesAgo = 5, topics = [] }: SeedOptions = {},
): Promise<string[]> {
  const rows = await database.begin(async (sql) => {
    const ids: string[] = [];
    for (const { title } of topics) {
      const [topic] = await sql<{ id: string }[]>`
        insert into public.topics (user_id, title) values (${userId}, ${title}) returning id`;
      if (topic) ids.push(topic.id);
    }
    const topicOf = topics.flatMap(({ batches }, index) =>
      Array.from({ length: batches }, () => ids[index] ?? null),
    );
    await sql`
      create temporary table seeded on commit drop as
      select gen_random_uuid() as task_id, n, n / ${PER_BATCH}::int as b, n % ${PER_BATCH}::int as position,
             ratio[1] as width, ratio[2] as height, aspect_ratio
        from generate_series(0, ${count - 1}::int) as n
        cross join lateral (select (array['1:1', '16:9', '3:4', '9:16', '3:2'])[1 + n / ${PER_BATCH}::int % 5] as aspect_ratio) r
        cross join lateral (select case aspect_ratio when '1:1' then array[1024, 1024] when '16:9' then array[1376, 768]
          when '3:4' then array[896, 1200] when '9:16' then array[768, 1376] else array[1264, 848] end as ratio) s`;
    await sql`
      create temporary table seeded_batches on commit drop as
      select b, gen_random_uuid() as id, min(aspect_ratio) as aspect_ratio,
             clock_timestamp() - make_interval(mins => ${newestMinutesAgo}::int + 20 * b) as created_at,
             (array['heron', 'lighthouse', 'fox', 'market', 'sailing boat', 'cathedral', 'orchard'])[1 + b % 7] || ' '
               || (array['by the river', 'in the fog', 'at night', 'under snow'])[1 + b / 7 % 4] || ', '
               || (array['watercolour', 'woodcut', 'film photograph', 'oil on canvas', 'pixel art'])[1 + b / 28 % 5]
               || ' no. ' || b as prompt,
             (array['gemini-nano-banana-2.1', 'gemini-nano-banana-2.1', 'gemini-3-pro-image'])[1 + b % 3] as model
        from seeded group by b`;
    await sql`
      insert into public.batches (id, user_id, topic_id, prompt, model, settings, created_at)
      select id, ${userId}, (${topicOf}::uuid[])[b + 1], prompt, model,
             jsonb_build_object('aspectRatio', aspect_ratio, 'imageSize', '1K'), created_at
        from seeded_batches`;
    await sql`
      insert into public.tasks (id, user_id, kind, status, price, payload, stats_key, attempts, max_attempts, retry_delays,
                                lease_seconds, created_at, run_after, started_at, finished_at)
      select task_id, ${userId}, 'image', 'completed', 0, '{}', 'seeded', 1, 1, '{}', 45,
             created_at, created_at, created_at, created_at + interval '9 seconds'
        from seeded join seeded_batches using (b)`;
    await sql`
      insert into public.generated_images (task_id, user_id, batch_id, position, seed, image_urls, object_key, thumb_key,
                                           mime_type, width, height, placeholder, created_at)
      select task_id, ${userId}, seeded_batches.id, position, n, array['/api/images/' || task_id],
             'original', 'thumb', 'image/png', width, height, '1QcSHQRnh493V4dIh4eXh1h4kJUI', created_at
        from seeded join seeded_batches using (b) order by n desc`;
    return sql<{ taskId: string }[]>`select task_id as "taskId" from seeded order by n`;
  });
  await database`analyze public.batches, public.tasks, public.generated_images`;
  return rows.map(({ taskId }) => taskId);
}
