import { create } from 'content-disposition';
import { type ByteRange, byteRange } from '@/lib/byte-range';
import { ApiError } from '@/lib/errors';

/** For programs that know no other letters than those of ASCII. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/-{2,}/g, '-')
    .replace(/^-/, '');
}

/** A Content-Disposition that offers a download under this name, whatever letters are in it (RFC 6266). */
export function attachment(fileName: string): string {
  // In quotes even where none are needed: simple clients look for them.
  return create(fileName, { fallback: plain(fileName) }).replace(
    /^attachment; filename=([^";]+)/,
    'attachment; filename="$1"',
  );
}

export interface Representation {
  mimeType: string;
  etag: string;
  /** Offers it as a download under this name. */
  fileName: string | null;
  /** How many bytes it has, none of which is read; null if there are none. */
  size: () => Promise<number | null>;
  /** Its bytes, or a range of them, as they are taken; null if there are none. */
  open: (range?: ByteRange) => Promise<ReadableStream<Uint8Array> | null>;
}

/** Compared weakly, as If-None-Match wants it: proxies that compress make an ETag weak. */
function matches(ifNoneMatch: string | null, etag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}

function there<T>(found: T | null): T {
  if (found === null) throw new ApiError('not_found');
  return found;
}

/**
 * Private, immutable bytes, with conditional and range requests (200, 206, 304, 416). Nothing is read that isn't sent: no byte
 * for HEAD and 304, and of the rest as much as the other end takes. Throws `not_found`.
 *
 * A browser that is signed in to another account asks again (`Vary`), and gets 404. One whose cookies were renewed does so too,
 * and gets 304 by its ETag.
 */
export async function bytesResponse(
  request: Request,
  { mimeType, etag, fileName, size, open }: Representation,
): Promise<Response> {
  const headers = new Headers({
    'Cache-Control': 'private, max-age=31536000, immutable',
    Vary: 'Cookie, Authorization',
    ETag: etag,
    'Accept-Ranges': 'bytes',
    'X-Content-Type-Options': 'nosniff',
  });
  if (matches(request.headers.get('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set('Content-Type', mimeType);
  if (fileName) headers.set('Content-Disposition', attachment(fileName));
  if (request.method === 'HEAD') return new Response(null, { headers });

  const wanted = request.headers.get('range');
  const ifRange = request.headers.get('if-range');
  if (!wanted || (ifRange && ifRange !== etag)) return new Response(there(await open()), { headers });

  const total = there(await size());
  const range = byteRange(wanted, total);
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${total}`);
    headers.set('Cache-Control', 'no-store');
    return new Response(null, { status: 416, headers });
  }
  if (!range) return new Response(there(await open()), { headers });
  headers.set('Content-Range', `bytes ${range.start}-${range.end}/${total}`);
  return new Response(there(await open(range)), { status: 206, headers });
}
