import { expect, test } from 'vitest';
import { bytesResponse } from './bytes-response';

const answer = (headers: Record<string, string>) =>
  bytesResponse(new Request('http://here.invalid', { headers }), {
    bytes: Uint8Array.from([0, 1, 2, 3, 4]),
    mimeType: 'image/png',
    etag: '"x-original"',
    fileName: null,
  });

test.each([
  ['the same ETag', '"x-original"', 304],
  ['one made weak by a proxy', 'W/"x-original"', 304],
  ['one of several', '"y", "x-original"', 304],
  ['any', '*', 304],
  ['another', '"x-thumb"', 200],
])('If-None-Match with %s', (_, tag, status) => {
  expect(answer({ 'If-None-Match': tag }).status).toBe(status);
});

test('a range, its end beyond the picture or none', async () => {
  const part = answer({ Range: 'bytes=3-9' });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 3-4/5']);
  expect([...new Uint8Array(await part.arrayBuffer())]).toEqual([3, 4]);
  const beyond = answer({ Range: 'bytes=5-' });
  expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */5']);
  expect(answer({ Range: 'bytes=3-9', 'If-Range': '"y"' }).status).toBe(200);
});
