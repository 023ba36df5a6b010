import { createHash } from 'node:crypto';
import { inspectImage } from '@/lib/images/inspect-image';
import { makeThumbnail } from '@/lib/images/make-thumbnail';
import { writeXmp } from '@/lib/images/write-xmp';
import type { ReferenceImage } from '@/lib/providers/image-provider';
import { imageProvider } from '@/lib/providers/provider';
import type { ImageStore } from '@/lib/storage/image-store';
import { objectKeys } from '@/lib/storage/object-key';
import { supabaseStore } from '@/lib/storage/supabase-store';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { insist } from '@/lib/tasks/insist';
import { TaskError } from '@/lib/tasks/task-error';
import type { TaskHandler } from '@/lib/tasks/task-handler';
import { taskLog } from '@/lib/tasks/task-log';
import { type ImagePayload, imagePayloadSchema } from './image-payload';
import { unstoredPictures } from './unstored-pictures';

async function loadReferences(store: ImageStore, userId: string, ids: string[]): Promise<ReferenceImage[]> {
  return Promise.all(
    ids.map(async (id) => {
      const bytes = await store.read(objectKeys(userId, id).original);
      if (!bytes) throw new TaskError('invalid_request', 'a reference is gone', { retryable: false });
      return { id, bytes, mimeType: (await inspectImage(bytes)).mimeType };
    }),
  );
}

async function makePicture(
  store: ImageStore,
  userId: string,
  payload: ImagePayload,
  signal: AbortSignal,
): Promise<{ bytes: Uint8Array; mimeType: string }> {
  const { prompt, model, settings, seed } = payload;
  const image = await imageProvider().generate(
    {
      prompt,
      model,
      aspectRatio: settings.aspectRatio,
      imageSize: settings.imageSize,
      negativePrompt: settings.negativePrompt,
      seed: seed ?? undefined,
      references: await loadReferences(store, userId, settings.referenceIds ?? []),
    },
    signal,
  );
  const { mimeType } = await inspectImage(image.bytes);
  return { bytes: image.bytes, mimeType };
}

/** Makes the picture, stores its bytes first, and completes the task; bytes of an earlier attempt are not bought again. */
export const runImageTask: TaskHandler = async (task, signal) => {
  const payload = imagePayloadSchema.parse(task.payload);
  const store = supabaseStore(serviceClient());
  const keys = objectKeys(task.userId, task.taskId);

  let original = await store.read(keys.original);
  if (!original) {
    const startedAt = performance.now();
    const made =
      unstoredPictures.get(task.taskId) ?? (await makePicture(store, task.userId, payload, signal));
    unstoredPictures.set(task.taskId, made);
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
  }
  const { width, height, mimeType } = await inspectImage(original);
  const { prompt, model, settings, seed } = payload;
  const thumbnail = await makeThumbnail(
    original,
    writeXmp({ prompt, model, settings, seed: seed ?? undefined }),
  );
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
    sha256: createHash('sha256').update(original).digest('hex'),
  };
  return insist(async () =>
    unwrap(
      await serviceClient().rpc('complete_image', {
        p_task_id: task.taskId,
        p_lease_token: task.leaseToken,
        p_image: image,
      }),
    ),
  );
};
