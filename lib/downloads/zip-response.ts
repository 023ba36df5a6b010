import { ZipWriter } from '@zip.js/zip.js';
import { ApiError } from '@/lib/errors';
import { attachment } from '@/lib/http/bytes-response';
import { log } from '@/lib/log';
import { objectKeys } from '@/lib/storage/object-key';
import { supabaseStore } from '@/lib/storage/supabase-store';
import { serviceClient } from '@/lib/supabase/service-client';
import { MANIFEST_FILE, writeManifest } from './manifest';
import { type Measured, measure } from './measure';
import { type NamedPicture, slugOf } from './names';

interface ZipEntry {
  name: string;
  at: Date;
  /** Of its bytes, which stand behind them in the file. */
  size: number;
  crc32: number;
  open: () => Promise<ReadableStream<Uint8Array>>;
}

/** Stored as it is: pictures are compressed already. With size and sum known beforehand, an entry needs no buffer. */
const STORED = 0;

async function writeEntries(zip: ZipWriter<unknown>, entries: AsyncIterable<ZipEntry>): Promise<void> {
  for await (const { name, at, size, crc32, open } of entries) {
    await zip.add(
      name,
      { readable: await open(), size },
      {
        passThrough: true,
        compressionMethod: STORED,
        uncompressedSize: size,
        crc32,
        lastModDate: at,
        useWebWorkers: false,
      },
    );
  }
  await zip.close();
}

/**
 * A ZIP of these entries. The next is asked for when the one before has been read by whoever reads the ZIP, and none any more
 * once they stop, which the signal tells. If an entry can't be had, the stream breaks off: a ZIP that ends well is a whole one.
 */
export function streamZip(
  entries: (signal: AbortSignal) => AsyncIterable<ZipEntry>,
): ReadableStream<Uint8Array> {
  const hungUp = new AbortController();
  const controller = Promise.withResolvers<TransformStreamDefaultController<Uint8Array>>();
  // TypeScript does not know `cancel` yet.
  const transformer = { start: controller.resolve, cancel: (reason: unknown) => hungUp.abort(reason) };
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>(transformer);
  writeEntries(new ZipWriter(writable), entries(hungUp.signal)).catch(async (error: unknown) => {
    (await controller.promise).error(error);
  });
  return readable;
}

interface Zip {
  /** Whose pictures these are, as row level security has shown. */
  userId: string;
  pictures: readonly NamedPicture[];
  /** What its file is called after. */
  title: string;
  requestId: string;
}

async function* entriesOf({ userId, pictures, requestId }: Zip, now: Date, signal: AbortSignal) {
  const manifest = new Blob([JSON.stringify(writeManifest(pictures, now), null, 2)]);
  yield* entryOf(MANIFEST_FILE, now, await measure(async () => manifest.stream(), signal));
  // With the server's own key: a person's session may end while they still download.
  const store = supabaseStore(serviceClient());
  for (const { file, task } of pictures) {
    try {
      const open = async () => {
        const bytes = await store.stream(objectKeys(userId, task.taskId).original);
        if (!bytes) throw new Error(`The bytes of picture ${task.taskId} are gone.`);
        return bytes;
      };
      yield* entryOf(file, new Date(task.finishedAt ?? task.createdAt), await measure(open, signal));
    } catch (err) {
      if (!signal.aborted) log.error({ event: 'download_broken', requestId, taskId: task.taskId, err });
      throw err;
    }
  }
}

function* entryOf(name: string, at: Date, { release, ...measured }: Measured) {
  try {
    yield { name, at, ...measured };
  } finally {
    release();
  }
}

/** Pictures as a ZIP that is written while it is sent, a picture at a time. Throws `not_found` when there are none. */
export function zipResponse(zip: Zip): Response {
  if (zip.pictures.length === 0) throw new ApiError('not_found');
  const now = new Date();
  const fileName = `${slugOf(zip.title, 'pictures')}-${now.toISOString().slice(0, 10)}.zip`;
  return new Response(
    streamZip((signal) => entriesOf(zip, now, signal)),
    {
      headers: {
        'Content-Type': 'application/zip',
        'Content-Disposition': attachment(fileName),
        'X-Content-Type-Options': 'nosniff',
      },
    },
  );
}
