import { MAX_BULK } from '@/lib/gallery/limits';
import type { BulkRequest, BulkResponse } from '@/lib/gallery/schema';
import type { Task } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import { inChunks } from './in-chunks';

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
  keep: (tasks: readonly Task[]) => void,
): Promise<void> {
  for (const chunk of inChunks(ids, MAX_BULK)) {
    const json = { ...change, ids: chunk };
    const { tasks } = await callApi<BulkResponse>('/api/images/bulk', { method: 'POST', json });
    keep(tasks);
  }
}
