import type { Caller } from '@/lib/auth/require-user';
import { ApiError } from '@/lib/errors';
import { type ImageVariant, objectKeys } from '@/lib/storage/object-key';
import { supabaseStore } from '@/lib/storage/supabase-store';
import { readTask } from './read-task';

/** The stored bytes of one of the caller's pictures. Throws `not_found` for others', deleted and unfinished ones. */
export async function readImage(
  { user, client }: Caller,
  imageId: string,
  variant: ImageVariant,
): Promise<{ bytes: Uint8Array; mimeType: string }> {
  const [image] = (await readTask(client, imageId)).images;
  const bytes = image && (await supabaseStore(client).read(objectKeys(user.id, imageId)[variant]));
  if (!image || !bytes) throw new ApiError('not_found');
  return { bytes, mimeType: variant === 'thumb' ? 'image/webp' : image.mimeType };
}
