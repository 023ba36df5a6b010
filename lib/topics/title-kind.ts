import { z } from 'zod';
import { defineKind } from '@/lib/tasks/task-kind';

const titlePayloadSchema = z.object({ prompt: z.string(), model: z.string(), locale: z.string() });
export type TitlePayload = z.infer<typeof titlePayloadSchema>;

/** The title of a new topic, from its first prompt. */
export const titleKind = defineKind({
  payload: titlePayloadSchema,
  load: async () => (await import('./title-task.handler')).runTitleTask,
});
