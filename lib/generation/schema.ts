import { z } from 'zod';
import { idSchema } from '@/lib/schema/fields';
import { pendingResponseOf, pollResponseOf } from '@/lib/tasks/poll-schema';
import { taskErrorSchema, taskSchema } from '@/lib/tasks/schema';

export const settingsSchema = z.object({
  aspectRatio: z.string().describe('Width to height, like `16:9`.'),
  imageSize: z.string().describe('`512`, `1K`, `2K` or `4K`.'),
  seed: z.number().optional().describe('Only if one was asked for.'),
  negativePrompt: z.string().optional().describe('What should not be in the picture.'),
  referenceIds: z
    .array(idSchema)
    .optional()
    .describe('Pictures or uploads that it was made from, in order. Each is at `/api/images/{id}`.'),
});
export type GenerationSettings = z.infer<typeof settingsSchema>;

export const imageSchema = z.object({
  id: idSchema.describe('The same as the `taskId`.'),
  url: z.string().describe('Path of the bytes, on this installation.'),
  thumbUrl: z.string().describe('Path of a small version.'),
  width: z.number().int().describe('Pixels of the original.'),
  height: z.number().int().describe('Pixels of the original.'),
  mimeType: z.string().describe('Type of the original.'),
  seed: z.number().int().optional().describe('The seed that was used.'),
  placeholder: z.string().describe('base64 ThumbHash'),
  favourite: z.boolean(),
});
export type GeneratedImage = z.infer<typeof imageSchema>;

/** What the API shows of a picture's task beside what it shows of any. */
const pictureFieldsSchema = z.object({
  prompt: z.string(),
  model: z.string(),
  batchId: idSchema,
  topicId: idSchema.nullable().describe('null without a topic.'),
  parentId: idSchema.optional().describe('The picture that this one edits; it may have been deleted since.'),
  position: z.number().int().describe('Its slot in the batch, from 0. Versions share a slot.'),
  settings: settingsSchema,
  images: z.array(imageSchema).describe('Empty until completed, and after the picture was deleted.'),
});

/** A picture's task as the API gives it; `images` is empty until completed. */
export const pictureTaskSchema = taskSchema.extend({
  kind: taskSchema.shape.kind.describe('`image`, or another kind of work.'),
  ...pictureFieldsSchema.shape,
  error: taskErrorSchema
    .extend({
      code: taskErrorSchema.shape.code.describe(
        '`safety_blocked`, `no_image`, `invalid_request`, `provider_auth`, `provider_quota`, `provider_unavailable`, ' +
          '`provider_timeout`, `invalid_image`, `storage_failed`, `lease_expired`, `upstream_failed` or `internal`.',
      ),
    })
    .optional()
    .describe(taskSchema.shape.error.description ?? ''),
});
export type PictureTask = z.infer<typeof pictureTaskSchema>;

/** A task of any kind as the API gives it: what belongs to a picture alone is null for others. */
const anyTaskSchema = pictureTaskSchema.extend({
  prompt: pictureFieldsSchema.shape.prompt.nullable(),
  model: pictureFieldsSchema.shape.model.nullable(),
  batchId: pictureFieldsSchema.shape.batchId.nullable(),
  position: pictureFieldsSchema.shape.position.nullable(),
  settings: pictureFieldsSchema.shape.settings.nullable(),
});
export type AnyTask = z.infer<typeof anyTaskSchema>;

export const pollResponseSchema = pollResponseOf(anyTaskSchema);
export type PollResponse = z.infer<typeof pollResponseSchema>;

export const pendingResponseSchema = pendingResponseOf(anyTaskSchema);
export type PendingResponse = z.infer<typeof pendingResponseSchema>;

export const batchSchema = z.object({
  batchId: idSchema,
  topicId: idSchema.nullable().describe('null without a topic.'),
  prompt: z.string(),
  model: z.string(),
  settings: settingsSchema,
  createdAt: z.iso.datetime(),
  tasks: z.array(pictureTaskSchema).describe('In slot order, older versions of a slot first.'),
});
export type Batch = z.infer<typeof batchSchema>;

export const batchesResponseSchema = z.object({
  batches: z.array(batchSchema),
  nextCursor: z.string().nullable(),
});
export type BatchesResponse = z.infer<typeof batchesResponseSchema>;
