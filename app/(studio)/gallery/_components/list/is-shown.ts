import type { GalleryFilters } from '@/app/(studio)/gallery/_components/filters/gallery-filters';
import { isDeleted } from '@/components/gallery/is-deleted';
import type { TaskStore } from '@/components/gallery/task-store';

/** Whether a loaded picture is still there and still what was asked for: it may have been deleted or moved since. */
export function isShown(
  store: Pick<TaskStore, 'get' | 'isHidden'>,
  taskId: string,
  { topicId, favourite }: Pick<GalleryFilters, 'topicId' | 'favourite'>,
): boolean {
  const task = store.get(taskId);
  if (!task || isDeleted(task) || store.isHidden(taskId)) return false;
  if (topicId && task.topicId !== topicId) return false;
  return !favourite || task.images.some((image) => image.favourite);
}
