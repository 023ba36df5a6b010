import type { Caller } from '@/lib/auth/require-user';
import { ApiError } from '@/lib/errors';
import { type ImageVariant, objectKeys } from '@/lib/storage/object-key';
import { supabaseStore } from '@/lib/storage/supabase-store';
import { type FoundImage, findImage } from './find-image';
import { makePreview } from './make-preview';

/** The bytes of one of the caller's pictures or uploads. Throws `not_found` for others', deleted and unfinished ones. */
export async function readImage(
  caller: Caller,
  id: string,
  variant: ImageVariant,
): Promise<FoundImage & { bytes: Uint8Array }> {
  const { user, client } = caller;
  const found = await findImage(client, id);
  const bytes =
    (await supabaseStore(client).read(objectKeys(user.id, id)[variant])) ??
    (variant === 'preview' ? await makePreview(caller, id, found) : null);
  if (!bytes) throw new ApiError('not_found');
  return { ...found, bytes, mimeType: variant === 'original' ? found.mimeType : 'image/webp' };
}
