import type { Task } from '@/lib/generation/schema';
import { versionPrice } from './version-price';

/** What a failed or canceled task gave back, as far as the catalogue still knows its price; null when it gave nothing. */
export function returnedCredits(task: Task): number | null {
  if (task.status === 'failed' && !task.error?.refunded) return null;
  return versionPrice(task);
}
