import type { SupabaseClient } from '@supabase/supabase-js';
import { z } from 'zod';
import { type ByteRange, cutRange } from '@/lib/byte-range';
import { type SupabaseConnection, supabaseConnection } from '@/lib/supabase/connection';
import type { Database } from '@/lib/supabase/database.types';
import { TaskError } from '@/lib/tasks/task-error';

/** Where the bytes of pictures live. Failures reject with TaskError `storage_failed`. */
export interface ImageStore {
  /** The bytes under a key, or null if there are none; in `into` where that is given, which has room for exactly them. */
  read(key: string, into?: Uint8Array): Promise<Uint8Array | null>;
  /** The same, or a range of them, as they come: as fast as they are taken, and no further when the stream is canceled. */
  stream(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null>;
  /** How many bytes are under a key, none of which is read; null if there are none. */
  size(key: string): Promise<number | null>;
  /** Writes bytes once: if the key holds some already, those stay and are returned instead. */
  writeOnce(key: string, bytes: Uint8Array, mimeType: string): Promise<Uint8Array>;
  /** Removes keys; absent ones are fine. */
  remove(keys: string[]): Promise<void>;
}

export const BUCKET = 'generations';

function storageFailed(cause: unknown, retryable = true): TaskError {
  return new TaskError('storage_failed', 'storage failed', { retryable, cause });
}

/** HTTP status of a storage error, whether it came as the answer's status or inside its body. */
function statusOf(error: { status?: number | undefined; statusCode?: string | number | undefined }): number {
  return Number(error.statusCode) || error.status || 0;
}

const isMissing = (error: Parameters<typeof statusOf>[0]) => [400, 404].includes(statusOf(error));

const refusalSchema = z.looseObject({ statusCode: z.union([z.string(), z.number()]).optional() });

/** Supabase's own storage tells the size itself, the embedded one among what it keeps about the object. */
const infoSchema = z.union([
  z.looseObject({ size: z.number() }),
  z.looseObject({ metadata: z.looseObject({ size: z.number() }) }).transform(({ metadata }) => metadata),
]);

/** Small beside a picture, large beside what a socket takes at once. */
const PIECE_BYTES = 256 * 1024;

/** Given bytes as they are, fetch holds them three times until they are sent; of these it holds a piece. */
function inPieces(bytes: Uint8Array): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.subarray(at, at + PIECE_BYTES));
      at += PIECE_BYTES;
    },
  });
}

/** The body of an answer, which is there once if it says its length: `bytes()` keeps all pieces until it has joined them. */
async function takeIn(answer: Response, into?: Uint8Array): Promise<Uint8Array> {
  const told = answer.headers.has('content-encoding') ? null : answer.headers.get('content-length');
  if (!into && told === null) return answer.bytes();
  const bytes = into ?? new Uint8Array(Number(told));
  let at = 0;
  for await (const piece of answer.body ?? []) {
    bytes.set(piece, at);
    at += piece.length;
  }
  if (at !== bytes.length) throw new Error(`the object has ${at} bytes, not ${bytes.length}`);
  return bytes;
}

/**
 * Supabase Storage with the server's key, the only one that reaches bytes: whose they are, and whether they are to be seen,
 * says their row.
 */
export function supabaseStore(
  service: SupabaseClient<Database>,
  connection: () => Pick<SupabaseConnection, 'url' | 'secretKey'> = supabaseConnection,
): ImageStore {
  const bucket = service.storage.from(BUCKET);

  /** By hand, because supabase-js neither asks for a range nor says whether it was given. Null if there is nothing. */
  async function get(key: string, range?: ByteRange): Promise<Response | null> {
    const { url, secretKey } = connection();
    const headers = new Headers({ apikey: secretKey, Authorization: `Bearer ${secretKey}` });
    if (range) headers.set('Range', `bytes=${range.start}-${range.end}`);
    const base = url.endsWith('/') ? url : `${url}/`;
    const object = new URL(`storage/v1/object/${BUCKET}/${key}`, base);
    const answer = await fetch(object, { headers, cache: 'no-store' }).catch((cause: unknown) => {
      throw storageFailed(cause);
    });
    if (answer.ok) return answer;
    const refusal = refusalSchema.safeParse(await answer.json().catch(() => null)).data;
    if (isMissing({ ...refusal, status: answer.status })) return null;
    throw storageFailed(new Error(`the storage answered ${answer.status}`));
  }

  async function stream(key: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | null> {
    const answer = await get(key, range);
    if (!answer) return null;
    const body = answer.body ?? new Blob().stream();
    return range && answer.status !== 206 ? cutRange(body, range) : body;
  }

  async function read(key: string, into?: Uint8Array): Promise<Uint8Array | null> {
    const answer = await get(key);
    return (
      answer &&
      takeIn(answer, into).catch((cause: unknown) => {
        throw storageFailed(cause);
      })
    );
  }

  return {
    read,
    stream,
    async size(key) {
      const { data, error } = await bucket.info(key);
      if (!error) return infoSchema.parse(data).size;
      if (isMissing(error)) return null;
      throw storageFailed(error);
    },
    async writeOnce(key, bytes, mimeType) {
      const { error } = await bucket.upload(key, inPieces(bytes), {
        contentType: mimeType,
        upsert: false,
        headers: { 'content-length': String(bytes.length) },
      });
      if (!error) return bytes;
      const status = statusOf(error);
      // A storage that refuses before it has read everything may close the connection before its answer is read.
      const stored = status === 409 || !status ? await read(key) : null;
      if (stored) return stored;
      // Above the limit of the bucket or of the storage: it would be as large the next time.
      throw storageFailed(error, status !== 413);
    },
    async remove(keys) {
      const { error } = await bucket.remove(keys);
      if (error) throw storageFailed(error);
    },
  };
}
