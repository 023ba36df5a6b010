import type { Task } from '@/lib/generation/schema';
import type { Reusable } from './reusable';

/** What a task hands back to the composer, with its picture if it has one. */
export function reusableOf({ prompt, model, settings, images, parentId }: Task): Reusable {
  const [image] = images;
  return {
    prompt,
    model,
    settings,
    ...(image && { picture: { id: image.id, ...(image.seed !== undefined && { seed: image.seed }) } }),
    ...(parentId && { parentId }),
  };
}
