import { z } from 'zod';
import { idSchema } from '@/lib/generation/id';
import type { Topic } from './schema';

const instant = z.string().transform((value) => new Date(value).toISOString());

/** A row of the view topic_details. */
export const topicRowSchema = z.object({
  id: idSchema,
  title: z.string().nullable(),
  titled_by: z.enum(['person', 'model', 'prompt']),
  cover_id: idSchema.nullable(),
  created_at: instant,
  updated_at: instant,
});

/** The API's topic from its row. */
export function toTopic(row: z.output<typeof topicRowSchema>): Topic {
  return {
    id: row.id,
    title: row.title,
    titledBy: row.titled_by,
    coverUrl: row.cover_id && `/api/images/${row.cover_id}?variant=thumb`,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}
