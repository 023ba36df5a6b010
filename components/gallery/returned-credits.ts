import type { Task } from '@/lib/generation/schema';
import { creditsPerImage, findModel } from '@/lib/providers/catalogue';

/** What a failed or canceled task gave back, as far as the catalogue still knows its price; null when it gave nothing. */
export function returnedCredits(task: Task): number | null {
  if (task.status === 'failed' && !task.error?.refunded) return null;
  const model = findModel(task.model);
  return (model && creditsPerImage(model, task.settings.imageSize)) ?? null;
}
