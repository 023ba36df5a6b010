import { randomUUID } from 'node:crypto';
import { ApiError } from '@/lib/errors';
import { makeThumbnail } from '@/lib/images/copies';
import { imageWork } from '@/lib/images/image-work';
import { openPicture, RefusedPicture, toRefused } from '@/lib/images/open-picture';
import { objectKeys } from '@/lib/storage/object-key';
import { supabaseStore } from '@/lib/storage/supabase-store';
import { serviceClient } from '@/lib/supabase/service-client';
import { takeAllowance } from '@/lib/supabase/throttle';
import { unwrap } from '@/lib/supabase/unwrap';
import { refusedUpload } from './read-upload';
import type { Upload } from './schema';

const LONGEST_SIDE = 2048;
const SHORTEST_SIDE = 16;

interface NormalPicture {
  bytes: Buffer;
  width: number;
  height: number;
  mimeType: 'image/webp';
}

async function normalise(file: Uint8Array): Promise<NormalPicture> {
  const { picture, width, height } = await openPicture(file);
  if (Math.min(width, height) < SHORTEST_SIDE)
    throw new RefusedPicture(`is ${width} × ${height} pixels: each side needs at least ${SHORTEST_SIDE}`);
  const { data, info } = await picture
    .autoOrient()
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: 92, alphaQuality: 100, smartSubsample: true })
    .toBuffer({ resolveWithObject: true });
  return { bytes: data, width: info.width, height: info.height, mimeType: 'image/webp' };
}

/**
 * What is kept of an uploaded picture: its pixels in sRGB, upright, at most 2048 px a side, as WebP. Everything else in the
 * file (EXIF with the place and the camera, XMP, profiles) stays behind. Throws `invalid_request` with a reason for `file`.
 */
export async function normalisePicture(file: Uint8Array): Promise<NormalPicture> {
  try {
    return await normalise(file);
  } catch (error) {
    throw refusedUpload(toRefused(error).message, error);
  }
}

/** A person drops a folder of references at once; a script that makes the server decode for others' time is slowed. */
const UPLOADS = { limit: 60, seconds: 60 };

/** One of the uploads, or parts of one, that an account may send in a minute. Throws `rate_limited`. */
export async function takeUploadAllowance(userId: string): Promise<void> {
  await takeAllowance(
    [{ key: `upload:${userId}`, ...UPLOADS }],
    'Too many uploads in a minute. Wait a moment and try again.',
  );
}

/** Says what the limit is here: the same code otherwise speaks of generations. */
export function tooManyUploads(error: unknown): unknown {
  if (!(error instanceof ApiError) || error.code !== 'rate_limited') return error;
  return new ApiError('rate_limited', {
    message: 'Too many uploads that no picture uses. They are removed after 24 hours.',
    retryAfterSeconds: error.retryAfterSeconds,
    cause: error.cause,
  });
}

/**
 * Stores an uploaded picture for its user, to be referred to by generations. Its row and its removal in 24 h come first: a
 * crash at any point leaves nothing for ever. `partialId`: of the parts in which it came. Throws `invalid_request` with the reason,
 * and `rate_limited`.
 */
export async function acceptUpload(userId: string, file: Uint8Array, partialId?: string): Promise<Upload> {
  const { picture, thumbnail } = await imageWork(userId, async () => {
    const picture = await normalisePicture(file);
    return { picture, thumbnail: await makeThumbnail(picture.bytes) };
  });
  const { width, height, mimeType } = picture;
  const id = randomUUID();
  const service = serviceClient();
  const upload = { p_user_id: userId, p_upload_id: id };
  try {
    const image = { width, height, mimeType, ...(partialId && { partialId }) };
    unwrap(await service.rpc('begin_upload', { ...upload, p_image: image }));
  } catch (error) {
    throw tooManyUploads(error);
  }
  const store = supabaseStore(service);
  const keys = objectKeys(userId, id);
  await store.writeOnce(keys.original, picture.bytes, mimeType);
  await store.writeOnce(keys.thumb, thumbnail.bytes, 'image/webp');
  if (!unwrap(await service.rpc('finish_upload', upload))) throw new ApiError('conflict');
  return { id, url: `/api/images/${id}`, width, height };
}
