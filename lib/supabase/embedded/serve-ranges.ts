import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { App } from '@supabase/lite';
import { byteRange } from '@/lib/byte-range';

type Fetch = App['fetch'];

const OBJECTS = '/storage/v1/object/';
/** Where lite keeps objects, by bucket and name, below the working directory. */
const FOLDER = 'supabase/.temp/storage';

/**
 * Lite says that it accepts ranges and sends whole objects. Here the file is opened at the place that is asked for, after lite
 * has found that this object is there and that whoever asks may read it.
 */
export function serveRanges(fetch: Fetch): Fetch {
  return async (request, ...context) => {
    const answer = await fetch(request, ...context);
    const { pathname } = new URL(request.url);
    const wanted = request.headers.get('range');
    if (!wanted || request.method !== 'GET' || answer.status !== 200 || !pathname.startsWith(OBJECTS))
      return answer;
    const size = Number(answer.headers.get('content-length'));
    const range = byteRange(wanted, size);
    if (!range) return answer;
    await answer.body?.cancel();
    const headers = new Headers(answer.headers);
    headers.delete('content-length');
    if (range === 'unsatisfiable') {
      headers.set('Content-Range', `bytes */${size}`);
      return new Response(null, { status: 416, headers });
    }
    headers.set('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
    headers.set('Content-Length', String(range.end - range.start + 1));
    const name = pathname.slice(OBJECTS.length).split('/').map(decodeURIComponent);
    const file = createReadStream(join(FOLDER, ...name), range);
    return new Response(Readable.toWeb(file) as ReadableStream<Uint8Array>, { status: 206, headers });
  };
}
