import { LRUCache } from 'lru-cache';

interface Picture {
  bytes: Uint8Array;
  mimeType: string;
}

/** Pictures by task id that were made in this process and not stored yet: when storing fails, the next attempt repeats only that. */
export const unstoredPictures = new LRUCache<string, Picture>({
  maxSize: 128 * 1024 * 1024,
  sizeCalculation: ({ bytes }) => Math.max(1, bytes.length),
  ttl: 10 * 60_000,
});
