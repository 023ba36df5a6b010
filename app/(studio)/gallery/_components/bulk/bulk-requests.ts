import type { BulkRequest, BulkResponse } from '@/lib/gallery/schema';
import type { PictureTask } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import { MAX_BULK } from '@/lib/limits';
import { makeId } from '@/lib/schema/ids';

/** Lists of at most `size`, in order. */
function inChunks<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, index) =>
    list.slice(index * size, (index + 1) * size),
  );
}

type Change = BulkRequest extends infer Request
  ? Request extends unknown
    ? Omit<Request, 'ids'>
    : never
  : never;

/**
 * Does one thing to any number of pictures, at most 500 a request. What is done is handed to `keep` at once, so that
 * nothing done is lost when a later request fails. Rejects with CallError.
 */
export async function changePictures(
  ids: readonly string[],
  change: Change,
  keep: (tasks: readonly PictureTask[]) => void,
): Promise<void> {
  for (const chunk of inChunks(ids, MAX_BULK)) {
    const json = { ...change, ids: chunk };
    const { tasks } = await callApi<BulkResponse>('/api/images/bulk', { method: 'POST', json });
    keep(tasks);
  }
}

const PATH = '/api/images/download';

/**
 * Saves the originals as ZIPs, of at most 500 pictures each. A form does it, because the browser then writes the stream
 * to the disk; its answer goes to a frame of its own, which stays empty when it is a download. Anything else is a
 * refusal, and calls `onRefused`.
 */
export function downloadPictures(ids: readonly string[], onRefused: () => void): void {
  for (const chunk of inChunks(ids, MAX_BULK)) {
    const frame = document.createElement('iframe');
    frame.name = `download-${makeId()}`;
    frame.hidden = true;
    const form = document.createElement('form');
    form.method = 'post';
    form.action = PATH;
    form.target = frame.name;
    form.hidden = true;
    const field = document.createElement('input');
    field.name = 'ids';
    field.value = chunk.join(',');
    form.append(field);
    document.body.append(frame, form);
    frame.addEventListener('load', () => {
      // The frame's own empty page loads too, in some browsers.
      if (frame.contentDocument?.URL === 'about:blank') return;
      frame.remove();
      onRefused();
    });
    form.submit();
    form.remove();
  }
}
