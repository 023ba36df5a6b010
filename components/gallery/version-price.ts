import type { Task } from '@/lib/generation/schema';
import { creditsPerImage, findModel } from '@/lib/providers/catalogue';

/** What one more version costs, as far as the catalogue still knows the model and the size. */
export function versionPrice({ model: id, settings }: Pick<Task, 'model' | 'settings'>): number | null {
  const model = findModel(id);
  return (model && creditsPerImage(model, settings.imageSize)) ?? null;
}
