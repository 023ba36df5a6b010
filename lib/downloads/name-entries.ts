import type { GeneratedImage, Task } from '@/lib/generation/schema';
import { extensionOf } from './extension-of';
import { slugOf } from './slug-of';

export interface NamedPicture {
  file: string;
  task: Task;
  image: GeneratedImage;
}

/**
 * The pictures of these tasks with their names in a ZIP, which sort in its order: `01-a-fox-7.png`. By `slot` they have the
 * numbers of their slots in a batch, and newer versions say so: `01-v2-a-fox-7.png`; by `order` they are counted as they come.
 * Tasks without a picture are left out.
 */
export function nameEntries(tasks: readonly Task[], by: 'slot' | 'order'): NamedPicture[] {
  const pictures = tasks.flatMap((task) => task.images.map((image) => ({ task, image })));
  const digits = Math.max(2, String(pictures.length).length);
  const versions = new Map<number, number>();
  return pictures.map(({ task, image }, index) => {
    const number = by === 'slot' ? task.position + 1 : index + 1;
    const version = (versions.get(number) ?? 0) + 1;
    versions.set(number, version);
    const parts = [
      String(number).padStart(digits, '0'),
      ...(version > 1 ? [`v${version}`] : []),
      slugOf(task.prompt, 'picture'),
      ...(image.seed === undefined ? [] : [image.seed]),
    ];
    return { file: `${parts.join('-')}.${extensionOf(image.mimeType)}`, task, image };
  });
}
