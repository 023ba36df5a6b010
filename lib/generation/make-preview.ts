import type { Caller } from '@/lib/auth/require-user';
import { imageWork } from '@/lib/images/image-work';
import { makeCopy } from '@/lib/images/make-copy';
import { writeXmp } from '@/lib/images/write-xmp';
import { objectKeys } from '@/lib/storage/object-key';
import { supabaseStore } from '@/lib/storage/supabase-store';
import { serviceClient } from '@/lib/supabase/service-client';
import { type FoundImage, findImage } from './find-image';
import type { Task } from './schema';

const LONGEST_SIDE = 1280;

function xmpOf({ prompt, model, settings, images }: Task): string {
  return writeXmp({ prompt, model, settings, seed: images[0]?.seed });
}

/** Makes the preview of a picture when it is first asked for, and keeps it. Null if the picture's bytes are gone. */
export async function makePreview(
  { user, client }: Caller,
  id: string,
  { task }: FoundImage,
): Promise<Uint8Array | null> {
  const keys = objectKeys(user.id, id);
  const made = await imageWork(async () => {
    const original = await supabaseStore(client).read(keys.original);
    return original && makeCopy(original, LONGEST_SIDE, task && xmpOf(task));
  });
  if (!made) return null;
  const store = supabaseStore(serviceClient());
  const kept = await store.writeOnce(keys.preview, made, 'image/webp');
  try {
    await findImage(client, id);
  } catch (error) {
    // Deleted meanwhile, and its bytes perhaps removed already: nobody would remove these.
    await store.remove([keys.preview]);
    throw error;
  }
  return kept;
}
