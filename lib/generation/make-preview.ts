import type { Caller } from '@/lib/auth/require-user';
import { imageWork } from '@/lib/images/image-work';
import { makeCopy } from '@/lib/images/make-copy';
import { writeXmp } from '@/lib/images/write-xmp';
import { log } from '@/lib/log';
import { objectKeys } from '@/lib/storage/object-key';
import { supabaseStore } from '@/lib/storage/supabase-store';
import { serviceClient } from '@/lib/supabase/service-client';
import { type FoundImage, findImage } from './find-image';
import type { Task } from './schema';

const LONGEST_SIDE = 1280;

function xmpOf({ prompt, model, settings, images }: Task): string {
  return writeXmp({ prompt, model, settings, seed: images[0]?.seed });
}

async function make({ user, client }: Caller, id: string, { task }: FoundImage): Promise<Uint8Array | null> {
  const keys = objectKeys(user.id, id);
  const preview = await imageWork(async () => {
    const original = await supabaseStore(client).read(keys.original);
    return original && makeCopy(original, LONGEST_SIDE, task && xmpOf(task));
  });
  if (!preview) return null;
  const store = supabaseStore(serviceClient());
  try {
    await store.writeOnce(keys.preview, preview, 'image/webp');
  } catch (err) {
    // It is good to look at all the same: another process is just storing it, or it is made again next time.
    log.warn({ event: 'preview_not_kept', imageId: id, err });
    return preview;
  }
  try {
    await findImage(client, id);
  } catch (error) {
    // Deleted meanwhile, and its bytes perhaps removed already: nobody would remove these.
    await store.remove([keys.preview]);
    throw error;
  }
  return preview;
}

const inTheMaking = new Map<string, Promise<Uint8Array | null>>();

/** Makes the preview of a picture when it is first asked for, and keeps it. Null if the picture's bytes are gone. */
export function makePreview(caller: Caller, id: string, found: FoundImage): Promise<Uint8Array | null> {
  const key = objectKeys(caller.user.id, id).preview;
  const making = inTheMaking.get(key) ?? make(caller, id, found).finally(() => inTheMaking.delete(key));
  inTheMaking.set(key, making);
  return making;
}
