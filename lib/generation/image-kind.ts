import { z } from 'zod';
import type { ProviderErrorCode } from '@/lib/providers/provider-error';
import { objectKeys } from '@/lib/storage/object-key';
import { defineKind } from '@/lib/tasks/task-kind';
import { pictureDetails, pictureResult } from './picture-row';
import { settingsSchema } from './schema';

/** What an image task carries from its submit; later changes of form or catalogue don't touch it. */
const imagePayloadSchema = z.object({
  prompt: z.string(),
  model: z.string(),
  settings: settingsSchema,
  seed: z.number().int().nullable(),
});
export type ImagePayload = z.infer<typeof imagePayloadSchema>;

const errors: Record<ProviderErrorCode | 'invalid_image' | 'storage_failed', string> = {
  safety_blocked:
    'The model declined this one: its safety filter stopped the picture. Changing the wording usually helps.',
  no_image: 'The model answered without a picture. Describe what should be seen and try again.',
  invalid_request: 'The model did not accept this request. Change the prompt or the settings.',
  provider_auth:
    'The image model does not serve this installation. Whoever runs it must correct its API key, billing or region.',
  provider_quota: 'The quota of the image model is used up for now. Try again later.',
  provider_unavailable: 'The image model could not be reached. Try again.',
  provider_timeout: 'The image model took too long. Try again.',
  invalid_image: 'The image model sent a file that is not a readable picture. Try again.',
  storage_failed:
    'The picture could not be stored: the storage did not answer, or the picture is larger than it takes. Try again, or choose a smaller size.',
};

/** A picture by a model. */
export const imageKind = defineKind({
  payload: imagePayloadSchema,
  load: async () => (await import('./image-task.handler')).runImageTask,
  errors,
  objectKeys: (userId, taskId) => Object.values(objectKeys(userId, taskId)),
  details: pictureDetails,
  result: pictureResult,
});
