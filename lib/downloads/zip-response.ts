import { ApiError } from '@/lib/errors';
import { attachment } from '@/lib/http/attachment';
import { log } from '@/lib/log';
import { objectKeys } from '@/lib/storage/object-key';
import { supabaseStore } from '@/lib/storage/supabase-store';
import { serviceClient } from '@/lib/supabase/service-client';
import { MANIFEST_FILE } from './manifest-file';
import type { NamedPicture } from './name-entries';
import { slugOf } from './slug-of';
import { streamZip } from './stream-zip';
import { writeManifest } from './write-manifest';

interface Zip {
  /** Whose pictures these are, as row level security has shown. */
  userId: string;
  pictures: readonly NamedPicture[];
  /** What its file is called after. */
  title: string;
  requestId: string;
}

async function* entriesOf({ userId, pictures, requestId }: Zip, now: Date) {
  const manifest = JSON.stringify(writeManifest(pictures, now), null, 2);
  yield { name: MANIFEST_FILE, bytes: new TextEncoder().encode(manifest), at: now };
  // With the server's own key: a person's session may end while they still download.
  const store = supabaseStore(serviceClient());
  for (const { file, task } of pictures) {
    try {
      const bytes = await store.read(objectKeys(userId, task.taskId).original);
      if (!bytes) throw new Error(`The bytes of picture ${task.taskId} are gone.`);
      yield { name: file, bytes, at: new Date(task.finishedAt ?? task.createdAt) };
    } catch (err) {
      log.error({ event: 'download_broken', requestId, taskId: task.taskId, err });
      throw err;
    }
  }
}

/** Pictures as a ZIP that is written while it is sent, a picture at a time. Throws `not_found` when there are none. */
export function zipResponse(zip: Zip): Response {
  if (zip.pictures.length === 0) throw new ApiError('not_found');
  const now = new Date();
  const fileName = `${slugOf(zip.title, 'pictures')}-${now.toISOString().slice(0, 10)}.zip`;
  return new Response(streamZip(entriesOf(zip, now)), {
    headers: {
      'Content-Type': 'application/zip',
      'Content-Disposition': attachment(fileName),
      'X-Content-Type-Options': 'nosniff',
    },
  });
}
