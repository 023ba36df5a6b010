import { randomUUID } from 'node:crypto';
import { ApiError } from '@/lib/errors';
import { imageWork } from '@/lib/images/image-work';
import { makeThumbnail } from '@/lib/images/make-thumbnail';
import { objectKeys } from '@/lib/storage/object-key';
import { supabaseStore } from '@/lib/storage/supabase-store';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { normalisePicture } from './normalise-picture';
import type { Upload } from './schema';

/** Says what the limit is here: the same code otherwise speaks of generations. */
function inOurWords(error: unknown): unknown {
  if (!(error instanceof ApiError) || error.code !== 'rate_limited') return error;
  return new ApiError('rate_limited', {
    message: 'Too many uploads that no picture uses. They are removed after 24 hours.',
    retryAfterSeconds: error.retryAfterSeconds,
    cause: error.cause,
  });
}

/**
 * Stores an uploaded picture for its user, to be referred to by generations. Its row and its removal in 24 h come first: a
 * crash at any point leaves nothing for ever. Throws `invalid_request` with the reason, and `rate_limited`.
 */
export async function acceptUpload(userId: string, file: Uint8Array): Promise<Upload> {
  const { picture, thumbnail } = await imageWork(async () => {
    const picture = await normalisePicture(file);
    return { picture, thumbnail: await makeThumbnail(picture.bytes) };
  });
  const { width, height, mimeType } = picture;
  const id = randomUUID();
  const service = serviceClient();
  const upload = { p_user_id: userId, p_upload_id: id };
  try {
    unwrap(await service.rpc('begin_upload', { ...upload, p_image: { width, height, mimeType } }));
  } catch (error) {
    throw inOurWords(error);
  }
  const store = supabaseStore(service);
  const keys = objectKeys(userId, id);
  await store.writeOnce(keys.original, picture.bytes, mimeType);
  await store.writeOnce(keys.thumb, thumbnail.bytes, 'image/webp');
  if (!unwrap(await service.rpc('finish_upload', upload))) throw new ApiError('conflict');
  return { id, url: `/api/images/${id}`, width, height };
}
