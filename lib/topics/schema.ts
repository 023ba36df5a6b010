import { z } from 'zod';
import { MAX_TITLE } from '@/lib/limits';
import { idSchema, textSchema } from '@/lib/schema/fields';
import { visibleText } from '@/lib/schema/text';

const titleSchema = textSchema(MAX_TITLE)
  .refine((value) => visibleText(value).length > 0, 'is empty')
  .overwrite(visibleText)
  .meta({
    description: 'After trimming. Control, direction and zero-width characters are left out.',
    minLength: 1,
    maxLength: MAX_TITLE,
  });

/** The body of POST /api/topics. */
export const createTopicSchema = z.strictObject({
  id: idSchema.optional().describe('Made by the caller, so that sending it again opens no other.'),
  title: titleSchema.optional(),
});

/** The body of PATCH /api/topics/{id}. */
export const renameTopicSchema = z.strictObject({ title: titleSchema });

export const topicSchema = z.object({
  id: idSchema,
  title: z.string().nullable().describe('Null until the first generation or a person gives one.'),
  titledBy: z
    .enum(['person', 'model', 'prompt'])
    .describe("Whose words the title is; a person's are never replaced."),
  coverUrl: z.string().nullable().describe('Thumbnail of its first picture.'),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime().describe('Its latest use: the order of the list.'),
});
export type Topic = z.infer<typeof topicSchema>;

export const topicsResponseSchema = z.object({
  topics: z.array(topicSchema),
  nextCursor: z.string().nullable(),
});
export type TopicsResponse = z.infer<typeof topicsResponseSchema>;

export const countedTopicSchema = topicSchema.extend({
  counts: z.object({
    pictures: z.number().int(),
    batches: z.number().int(),
    open: z.number().int().describe('Tasks that have not ended.'),
  }),
});
export type CountedTopic = z.infer<typeof countedTopicSchema>;
