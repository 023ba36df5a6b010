import { type Reusable, reusableOf } from '@/components/pictures/pictures-context';
import type { GalleryResponse } from '@/lib/gallery/schema';
import { readEmbeddedGeneration } from '@/lib/generation/embedded-generation';
import { CallError, callApi } from '@/lib/http/call-api';

/** No original is as large. */
const MAX_BYTES = 64_000_000;
/** A picture that is no reference within this time looks like one that was not taken. */
const PATIENCE_MS = 3000;

/** How a picture of Darkroom was made: as it says itself, or as the caller's own original with these bytes. */
export async function recognisePicture(file: Blob): Promise<Reusable | undefined> {
  if (file.size > MAX_BYTES) return undefined;
  const bytes = new Uint8Array(await file.arrayBuffer());
  const embedded = readEmbeddedGeneration(bytes);
  if (!embedded) return findOriginal(bytes);
  const { prompt, model, settings, seed } = embedded;
  return { prompt, model, settings: { ...settings, ...(seed !== undefined && { seed }) } };
}

async function findOriginal(bytes: Uint8Array<ArrayBuffer>): Promise<Reusable | undefined> {
  const sha256 = Array.from(await digest(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const patience = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS));
  return Promise.race([ask(sha256), patience]);
}

async function digest(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  // biome-ignore lint/plugin: over plain HTTP from another machine a library does the same, at a third of the speed
  if ('subtle' in crypto) return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const { sha256 } = await import('@noble/hashes/sha2');
  return sha256(bytes);
}

async function ask(sha256: string): Promise<Reusable | undefined> {
  try {
    const path = `/api/gallery?sha256=${sha256}&limit=1`;
    const [task] = (await callApi<GalleryResponse>(path)).tasks;
    return task && reusableOf(task);
  } catch (error) {
    // Then it is a picture like any other.
    if (error instanceof CallError) return undefined;
    throw error;
  }
}
