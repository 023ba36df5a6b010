import sharp from 'sharp';
import { processSemaphore } from '@/lib/fair-semaphore';

// Each picture is looked at once: libvips would keep up to 50 MB of what it has decoded.
sharp.cache(false);

export default sharp;

/** Each takes a thread of libuv's, of which there are more (UV_THREADPOOL_SIZE): files, names and zlib never wait for a picture. */
const MAX_IMAGE_JOBS = 3;

/**
 * Decodes pictures a few at a time, users in turns, and leaves a place free for whoever comes: sixty that a gallery asks for at
 * once would all be in memory, and six slow ones of one user would keep everybody waiting.
 */
export function imageWork<T>(userId: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const semaphore = processSemaphore('images', { units: MAX_IMAGE_JOBS, perOwner: MAX_IMAGE_JOBS - 1 });
  return semaphore.run({ owner: userId, signal }, work);
}
