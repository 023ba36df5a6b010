import { attachment } from './attachment';
import { byteRange } from './byte-range';

interface Representation {
  bytes: Uint8Array;
  mimeType: string;
  etag: string;
  /** Offers it as a download under this name. */
  fileName: string | null;
}

/** Compared weakly, as If-None-Match wants it: proxies that compress make an ETag weak. */
function matches(ifNoneMatch: string | null, etag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}

/** Private, immutable bytes, with conditional and range requests (200, 206, 304, 416). */
export function bytesResponse(
  request: Request,
  { bytes, mimeType, etag, fileName }: Representation,
): Response {
  const headers = new Headers({
    'Cache-Control': 'private, max-age=31536000, immutable',
    ETag: etag,
    'Accept-Ranges': 'bytes',
    'X-Content-Type-Options': 'nosniff',
  });
  if (matches(request.headers.get('if-none-match'), etag)) {
    return new Response(null, { status: 304, headers });
  }
  headers.set('Content-Type', mimeType);
  if (fileName) headers.set('Content-Disposition', attachment(fileName));

  const ifRange = request.headers.get('if-range');
  const range = ifRange && ifRange !== etag ? null : byteRange(request.headers.get('range'), bytes.length);
  if (range === 'unsatisfiable') {
    headers.set('Content-Range', `bytes */${bytes.length}`);
    headers.set('Cache-Control', 'no-store');
    return new Response(null, { status: 416, headers });
  }
  const part = range ? bytes.subarray(range.start, range.end + 1) : bytes;
  if (range) headers.set('Content-Range', `bytes ${range.start}-${range.end}/${bytes.length}`);
  return new Response(Buffer.from(part), { status: range ? 206 : 200, headers });
}
