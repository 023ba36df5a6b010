import { Check, type CheckResult } from '@/tests/history/check';
import type { ImageRow, ObjectRow } from '@/tests/history/database-event';
import type { History } from '@/tests/history/history';

const bytesOf = ({ version, metadata }: ObjectRow) => JSON.stringify([version, metadata]);

/** `completed` means that the bytes are there, as long as the picture is not deleted; and they are written once. */
export function checkPictures(history: History): CheckResult[] {
  const stored = new Check('completed means that the bytes are there');
  const once = new Check('stored bytes are written once');
  const objects = new Map<string, ObjectRow>();
  /** By the keys of finished pictures that are not deleted. */
  const needed = new Map<string, string>();
  const written = new Map<string, string>();
  const images = new Map<string, ImageRow>();
  const completed = new Set<string>();

  for (const { events } of history.transactions) {
    const touched = new Set<string>();
    for (const event of events) {
      if (event.table === 'objects') {
        const { name } = event.new ?? event.old ?? { name: '' };
        const before = objects.get(name);
        if (event.new) objects.set(name, event.new);
        else objects.delete(name);
        const taskId = needed.get(name) ?? written.get(name);
        if (taskId) touched.add(taskId);
        if (!event.new) continue;
        const first = written.get(name) === undefined;
        written.set(name, name.split('/')[1] ?? '');
        const kept = before !== undefined && bytesOf(before) === bytesOf(event.new);
        const again = needed.has(name) && !before;
        once.that(first || kept || (!before && !again), () => `${name} was written again`);
      } else if (event.table === 'generated_images') {
        const row = event.new ?? event.old;
        if (!row) continue;
        touched.add(row.task_id);
        if (event.new) images.set(row.task_id, event.new);
        else images.delete(row.task_id);
      } else if (event.table === 'tasks' && event.new?.status !== event.old?.status) {
        const id = (event.new ?? event.old)?.id ?? '';
        if (event.new?.status === 'completed') completed.add(id);
        else completed.delete(id);
        touched.add(id);
      }
    }
    for (const taskId of touched) {
      if (!completed.has(taskId)) continue;
      const image = images.get(taskId);
      if (!image) continue;
      const keys = [image.object_key, image.thumb_key].filter((key) => key !== null);
      for (const key of keys) {
        if (image.deleted_at === null) needed.set(key, taskId);
        else needed.delete(key);
      }
      if (image.deleted_at !== null) continue;
      const there = keys.length === 2 && image.image_urls.length > 0 && keys.every((key) => objects.has(key));
      stored.that(
        there,
        () =>
          `task ${taskId} is completed, its urls are [${image.image_urls}], of its objects there are [${keys.filter((key) => objects.has(key))}]`,
      );
    }
  }
  return [stored, once].map(({ result }) => result);
}
