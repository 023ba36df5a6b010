import { LRUCache } from 'lru-cache';
import { processSemaphore } from '@/lib/fair-semaphore';
import { imageWork } from '@/lib/images/image-work';
import { openPicture } from '@/lib/images/open-picture';
import type { ReferenceImage } from '@/lib/providers/contract';
import { objectKeys } from '@/lib/storage/object-key';
import type { ImageStore } from '@/lib/storage/supabase-store';
import { TaskError } from '@/lib/tasks/task-error';

/** As uploads are kept; the steps below it are for what is still too many bytes, which noise is. `size` is beside the first. */
const LONGEST_SIDE = 2048;
const STEPS = [
  { side: LONGEST_SIDE, quality: 92, size: 1 },
  { side: LONGEST_SIDE, quality: 80, size: 0.6 },
  { side: 1536, quality: 80, size: 0.35 },
  { side: 1024, quality: 80, size: 0.16 },
  { side: 768, quality: 60, size: 0.06 },
] as const;
const LAST_STEP = STEPS.at(-1);

interface Wanted {
  store: ImageStore;
  userId: string;
  id: string;
  maxBytes: number;
}

/** At most this large and this many bytes; what is so already stays as it is stored. */
async function scaleDown(stored: Uint8Array, id: string, maxBytes: number): Promise<ReferenceImage> {
  const { type, upright } = await openPicture(stored);
  if (stored.length <= maxBytes && Math.max(upright.width, upright.height) <= LONGEST_SIDE)
    return { id, bytes: stored, mimeType: type };
  let bytes = stored;
  // How many bytes the first step would make of it, as far as is known.
  let atFirst = 0;
  for (const step of STEPS) {
    const { side, quality, size } = step;
    if (atFirst * size > maxBytes && step !== LAST_STEP) continue;
    const { picture } = await openPicture(bytes);
    bytes = await picture
      .autoOrient()
      .resize(side, side, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality, effort: 2, smartSubsample: true })
      .toBuffer();
    if (bytes.length <= maxBytes) break;
    atFirst = bytes.length / size;
  }
  return { id, bytes, mimeType: 'image/webp' };
}

/** Lately loaded, as they are sent: the pictures of one click have the same references, and wait for the first to load them. */
const loaded = new LRUCache<string, ReferenceImage, Wanted>({
  maxSize: 64 * 1024 * 1024,
  sizeCalculation: ({ bytes }) => Math.max(1, bytes.length),
  ttl: 60_000,
  ttlAutopurge: true,
  ignoreFetchAbort: true,
  fetchMethod: (_key, _stale, { context: { store, userId, id, maxBytes } }) =>
    // Read in the turn too: so many originals are in memory as are being worked on.
    imageWork(userId, async () => {
      const stored = await store.read(objectKeys(userId, id).original);
      if (!stored) throw new TaskError('invalid_request', 'a reference is gone', { retryable: false });
      return scaleDown(stored, id, maxBytes);
    }),
});

const MB = 1_000_000;
/** While a request is under way its references are in memory as bytes, as base64, and as the body of the request. */
const IN_FLIGHT = { units: 96 * MB, perOwner: 60 * MB };

interface Asked {
  store: ImageStore;
  userId: string;
  ids: string[];
  /** Of each. */
  maxBytes: number;
}

/** Loads references one after another, and asks with them when this process has room for so many bytes on their way. */
export async function withReferences<T>(
  { store, userId, ids, maxBytes }: Asked,
  signal: AbortSignal,
  ask: (references: ReferenceImage[]) => Promise<T>,
): Promise<T> {
  const references: ReferenceImage[] = [];
  for (const id of ids) {
    const context = { store, userId, id, maxBytes };
    references.push(await loaded.forceFetch(`${userId}/${id}/${maxBytes}`, { context }));
    signal.throwIfAborted();
  }
  if (references.length === 0) return ask(references);
  const bytes = references.reduce((sum, reference) => sum + reference.bytes.length, 0);
  const turn = { owner: userId, units: bytes, signal };
  return processSemaphore('references', IN_FLIGHT).run(turn, () => ask(references));
}
