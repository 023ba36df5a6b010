import type { Reusable } from '@/components/gallery/reusable';
import { reusableOf } from '@/components/gallery/reusable-of';
import type { GalleryResponse } from '@/lib/gallery/schema';
import { callApi } from '@/lib/http/call-api';
import { CallError } from '@/lib/http/call-error';
import { readEmbeddedGeneration } from '@/lib/images/read-embedded-generation';

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
  // On localhost and https only.
  if (!globalThis.crypto.subtle) return undefined;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const sha256 = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const patience = new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS));
  return Promise.race([ask(sha256), patience]);
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
