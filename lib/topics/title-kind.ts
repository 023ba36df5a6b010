import { z } from 'zod';
import type { ProviderErrorCode } from '@/lib/providers/provider-error';
import { defineKind } from '@/lib/tasks/task-kind';

const titlePayloadSchema = z.object({ prompt: z.string(), model: z.string(), locale: z.string() });
export type TitlePayload = z.infer<typeof titlePayloadSchema>;

const errors: Record<Exclude<ProviderErrorCode, 'no_image'>, string> = {
  safety_blocked: 'The text model gave no title for this topic.',
  invalid_request: 'The text model did not accept this request.',
  provider_auth:
    'The text model does not serve this installation. Whoever runs it must correct its API key, billing or region.',
  provider_quota: 'The quota of the text model is used up for now.',
  provider_unavailable: 'The text model could not be reached.',
  provider_timeout: 'The text model took too long.',
};

/** The title of a new topic, from its first prompt. */
export const titleKind = defineKind({
  payload: titlePayloadSchema,
  load: async () => (await import('./title-task.handler')).runTitleTask,
  errors,
  details: ({ prompt, model }) => ({ prompt, model }),
});
