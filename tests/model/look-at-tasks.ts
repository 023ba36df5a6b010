import type { Sql } from 'postgres';
import { z } from 'zod';
import { taskStatusSchema } from '@/lib/tasks/schema';
import type { ClientLog } from '@/tests/history/client-log';

const rowsSchema = z.array(
  z.object({
    task_id: z.string(),
    status: taskStatusSchema,
    version: z.coerce.number(),
    image_urls: z.array(z.string()),
    price: z.number(),
  }),
);

/** Polls tasks as a client does, and notes what it saw. */
export async function lookAtTasks(sql: Sql, log: ClientLog, taskIds: string[]): Promise<void> {
  const askedAt = performance.now();
  const rows = rowsSchema.parse(
    await sql`
      select task_id, status, version, image_urls, price from public.task_details
       where task_id = any (${taskIds}::uuid[])`,
  );
  for (const { task_id: taskId, status, version, image_urls: images, price } of rows) {
    const error = status === 'failed' ? { refunded: price > 0 } : undefined;
    log.observed({ taskId, status, version, images, error }, askedAt);
  }
  for (const taskId of taskIds) {
    if (!rows.some(({ task_id }) => task_id === taskId)) log.missing(taskId);
  }
}
