import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import type { Caller } from '@/lib/auth/require-user';
import { ApiError } from '@/lib/errors';
import type { Representation } from '@/lib/http/bytes-response';
import { makeCopy } from '@/lib/images/copies';
import { imageWork } from '@/lib/images/image-work';
import { writeXmp } from '@/lib/images/xmp';
import { log } from '@/lib/log';
import { type ImageVariant, objectKeys } from '@/lib/storage/object-key';
import { supabaseStore } from '@/lib/storage/supabase-store';
import type { Database } from '@/lib/supabase/database.types';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { readPictures } from './read-pictures';
import type { PictureTask } from './schema';

/** The query of GET /api/images/{id}. */
export const imageQuerySchema = z.object({
  variant: z
    .enum(['original', 'preview', 'thumb'])
    .default('original')
    .describe(
      '`original`: the bytes as the provider sent them. `preview` and `thumb`: WebP, longest side 1280 and 512, with the prompt and the settings in their XMP.',
    ),
  download: z.enum(['0', '1']).default('0').describe('`1`: as a file to keep, with a name.'),
});

interface FoundImage {
  mimeType: string;
  createdAt: string;
  /** What made it; an upload has none. */
  task: PictureTask | undefined;
}

/** One of the caller's pictures or uploads. Throws `not_found` for others', deleted and unfinished ones. */
async function findImage(client: SupabaseClient<Database>, id: string): Promise<FoundImage> {
  const [task] = await readPictures(client, [id]);
  const [image] = task?.images ?? [];
  if (task && image) return { mimeType: image.mimeType, createdAt: task.createdAt, task };
  const upload = unwrap(
    await client
      .from('uploads')
      .select('mime_type, created_at')
      .eq('id', id)
      .not('stored_at', 'is', null)
      .maybeSingle(),
  );
  if (!upload) throw new ApiError('not_found');
  return {
    mimeType: upload.mime_type,
    createdAt: new Date(upload.created_at).toISOString(),
    task: undefined,
  };
}

const LONGEST_SIDE = 1280;

function xmpOf({ prompt, model, settings, images }: PictureTask): string {
  return writeXmp({ prompt, model, settings, seed: images[0]?.seed });
}

async function make({ user, client }: Caller, id: string, { task }: FoundImage): Promise<Uint8Array | null> {
  const keys = objectKeys(user.id, id);
  const store = supabaseStore(serviceClient());
  const preview = await imageWork(user.id, async () => {
    const original = await store.read(keys.original);
    return original && makeCopy(original, LONGEST_SIDE, task && xmpOf(task));
  });
  if (!preview) return null;
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
function makePreview(caller: Caller, id: string, found: FoundImage): Promise<Uint8Array | null> {
  const key = objectKeys(caller.user.id, id).preview;
  const making = inTheMaking.get(key) ?? make(caller, id, found).finally(() => inTheMaking.delete(key));
  inTheMaking.set(key, making);
  return making;
}

type OpenedImage = FoundImage & Pick<Representation, 'mimeType' | 'size' | 'open'>;

/**
 * One of the caller's pictures or uploads, to be read. Throws `not_found` for others', deleted and unfinished ones. A preview is
 * made when its bytes are first asked for.
 */
export async function openImage(caller: Caller, id: string, variant: ImageVariant): Promise<OpenedImage> {
  const found = await findImage(caller.client, id);
  const store = supabaseStore(serviceClient());
  const key = objectKeys(caller.user.id, id)[variant];
  const make = async () => (variant === 'preview' ? makePreview(caller, id, found) : null);
  return {
    ...found,
    mimeType: variant === 'original' ? found.mimeType : 'image/webp',
    size: async () => (await store.size(key)) ?? (await make())?.length ?? null,
    open: async (range) => {
      const stored = await store.stream(key, range);
      if (stored) return stored;
      const made = await make();
      return made && new Blob([new Uint8Array(made)]).slice(range?.start, range && range.end + 1).stream();
    },
  };
}
