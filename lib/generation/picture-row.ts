import { z } from 'zod';
import { idSchema } from '@/lib/schema/fields';
import type { Task } from '@/lib/tasks/schema';
import type { TaskRow } from '@/lib/tasks/task-row';
import { type AnyTask, type GeneratedImage, settingsSchema } from './schema';

type PictureFields = Omit<AnyTask, keyof Task>;

/** What the API shows of tasks that are no picture's. */
export const NO_PICTURE: PictureFields = {
  prompt: null,
  model: null,
  batchId: null,
  topicId: null,
  position: null,
  settings: null,
  images: [],
};

/** What a row of task_details has of a picture and its batch. */
const pictureRowSchema = z.object({
  task_id: idSchema,
  prompt: z.string().nullable(),
  model: z.string().nullable(),
  batch_id: idSchema.nullable(),
  topic_id: idSchema.nullable(),
  parent_id: idSchema.nullable(),
  position: z.number().nullable(),
  settings: settingsSchema.nullable(),
  deleted: z.boolean(),
  seed: z.number().nullable(),
  image_urls: z.array(z.string()).nullable(),
  mime_type: z.string().nullable(),
  width: z.number().nullable(),
  height: z.number().nullable(),
  placeholder: z.string().nullable(),
  favourite: z.boolean().nullable(),
});

/** What a picture was asked for with. */
export function pictureDetails(row: TaskRow): Omit<PictureFields, 'images'> {
  const { prompt, model, batch_id, topic_id, parent_id, position, settings } = pictureRowSchema.parse(row);
  return {
    prompt,
    model,
    batchId: batch_id,
    topicId: topic_id,
    ...(parent_id && { parentId: parent_id }),
    position,
    settings,
  };
}

/** The picture that was made: none before that, and after it was deleted. */
export function pictureResult(row: TaskRow): { images: GeneratedImage[] } {
  const picture = pictureRowSchema.parse(row);
  const { mime_type: mimeType, width, height, seed, image_urls: urls } = picture;
  if (picture.deleted || mimeType === null || width === null || height === null) return { images: [] };
  const images = (urls ?? []).map((url) => ({
    id: picture.task_id,
    url,
    thumbUrl: `${url}?variant=thumb`,
    width,
    height,
    mimeType,
    ...(seed !== null && { seed }),
    placeholder: picture.placeholder ?? '',
    favourite: picture.favourite ?? false,
  }));
  return { images };
}
