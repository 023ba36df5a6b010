import { createHash } from 'node:crypto';
import { setImmediate as immediate } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import { makeThumbnail } from '@/lib/images/copies';
import { imageWork } from '@/lib/images/image-work';
import { inspectImage } from '@/lib/images/inspect-image';
import { writeXmp } from '@/lib/images/xmp';
import { bytesPerReference, DEFAULT_MODEL, findModel } from '@/lib/providers/catalogue';
import { imageProvider } from '@/lib/providers/provider';
import { objectKeys } from '@/lib/storage/object-key';
import { type ImageStore, supabaseStore } from '@/lib/storage/supabase-store';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { type ClaimedTask, taskLog } from '@/lib/tasks/claimed-task';
import { retryUnavailable } from '@/lib/tasks/end-attempt';
import type { TaskHandler } from '@/lib/tasks/task-kind';
import type { ImagePayload } from './image-kind';
import { withReferences } from './load-references';

interface Picture {
  bytes: Uint8Array;
  mimeType: string;
}

const PIECE_BYTES = 2 ** 20;

/** Pictures by task id that were made in this process and not stored yet: when storing fails, the next attempt repeats only that. */
export const unstoredPictures = new LRUCache<string, Picture>({
  maxSize: 128 * 1024 * 1024,
  sizeCalculation: ({ bytes }) => Math.max(1, bytes.length),
  ttl: 10 * 60_000,
});

async function makePicture(
  store: ImageStore,
  userId: string,
  payload: ImagePayload,
  signal: AbortSignal,
): Promise<{ bytes: Uint8Array; mimeType: string }> {
  const { prompt, model, settings, seed } = payload;
  const { aspectRatio, imageSize, negativePrompt, referenceIds: ids = [] } = settings;
  const wish = {
    owner: userId,
    prompt,
    model,
    aspectRatio,
    imageSize,
    negativePrompt,
    seed: seed ?? undefined,
  };
  const maxBytes = bytesPerReference(findModel(model) ?? DEFAULT_MODEL, ids.length) ?? 0;
  const image = await withReferences({ store, userId, ids, maxBytes }, signal, (references) =>
    imageProvider().generate({ ...wish, references }, signal),
  );
  const { mimeType } = await imageWork(userId, () => inspectImage(image.bytes), signal);
  return { bytes: image.bytes, mimeType };
}

/** In pieces, between which others have their turn: of 20 MB at once it takes longer than an answer to a poll. */
async function sha256(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    hash.update(bytes.subarray(at, at + PIECE_BYTES));
    await immediate();
  }
  return hash.digest('hex');
}

/** Tells the database that the picture is made, or that an earlier attempt's is lost; false when the lease is. */
function notePicture(task: ClaimedTask, made: boolean): Promise<boolean> {
  const note = { p_task_id: task.taskId, p_lease_token: task.leaseToken, p_made: made };
  return retryUnavailable(async () => unwrap(await serviceClient().rpc('keep_picture', note)));
}

/** Makes the picture, stores its bytes first, and completes the task; bytes of an earlier attempt are not bought again. */
export const runImageTask: TaskHandler<ImagePayload> = async (task, { signal, hold }) => {
  const { payload } = task;
  const store = supabaseStore(serviceClient());
  const keys = objectKeys(task.userId, task.taskId);

  let original = await store.read(keys.original);
  if (!original) {
    const startedAt = performance.now();
    let made = unstoredPictures.get(task.taskId);
    if (!made) {
      if (task.made && !(await notePicture(task, false))) return false;
      made = await makePicture(store, task.userId, payload, signal);
      unstoredPictures.set(task.taskId, made);
    }
    hold();
    if (!(await notePicture(task, true))) return false;
    signal.throwIfAborted();
    const madeAt = performance.now();
    original = await store.writeOnce(keys.original, made.bytes, made.mimeType);
    unstoredPictures.delete(task.taskId);
    taskLog(task).info({
      event: 'picture_stored',
      bytes: original.length,
      providerMs: Math.round(madeAt - startedAt),
      storageMs: Math.round(performance.now() - madeAt),
    });
  } else {
    hold();
    if (!task.made && !(await notePicture(task, true))) return false;
  }
  const bytes = original;
  const { prompt, model, settings, seed } = payload;
  const xmp = writeXmp({ prompt, model, settings, seed: seed ?? undefined });
  const { width, height, mimeType } = await imageWork(task.userId, () => inspectImage(bytes), signal);
  const thumbnail = await imageWork(task.userId, () => makeThumbnail(bytes, xmp), signal);
  signal.throwIfAborted();
  await store.writeOnce(keys.thumb, thumbnail.bytes, 'image/webp');
  signal.throwIfAborted();
  const image = {
    objectKey: keys.original,
    thumbKey: keys.thumb,
    mimeType,
    width,
    height,
    placeholder: thumbnail.placeholder,
    sha256: await sha256(original),
  };
  return retryUnavailable(async () =>
    unwrap(
      await serviceClient().rpc('complete_image', {
        p_task_id: task.taskId,
        p_lease_token: task.leaseToken,
        p_image: image,
      }),
    ),
  );
};
