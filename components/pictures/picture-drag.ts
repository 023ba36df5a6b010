import { PICTURE_KIND } from '@/components/references/use-incoming-files';
import { pictureName } from '@/lib/downloads/names';
import { picturePath } from './picture-address';
import type { Picture } from './slot-state';

/**
 * What a dragged picture carries: the original with its name for a folder of the computer (in Chromium; other browsers write
 * the file that is dragged), its address for our own composer and for programs that take a link.
 */
export function fillDrag(data: DataTransfer, { task, image }: Picture): void {
  const original = new URL(image.url, location.origin).href;
  const { prompt, createdAt } = task;
  const name = pictureName({ prompt, createdAt, seed: image.seed, mimeType: image.mimeType });
  data.effectAllowed = 'copy';
  data.setData('DownloadURL', `${image.mimeType}:${name}:${original}?download=1`);
  data.setData(PICTURE_KIND, task.taskId);
  data.setData('text/uri-list', original);
  data.setData('text/plain', new URL(picturePath(task.taskId), location.origin).href);
}
