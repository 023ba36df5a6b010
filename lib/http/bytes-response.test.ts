import { parse } from 'content-disposition';
import { expect, it, test, vi } from 'vitest';
import type { ByteRange } from '@/lib/byte-range';
import { attachment, bytesResponse } from './bytes-response';

it.each([
  ['a-lighthouse-7.png', 'attachment; filename="a-lighthouse-7.png"'],
  [
    'céu-à-noite-7.png',
    `attachment; filename="ceu-a-noite-7.png"; filename*=UTF-8''c%C3%A9u-%C3%A0-noite-7.png`,
  ],
  ['夜-7.png', `attachment; filename="7.png"; filename*=UTF-8''%E5%A4%9C-7.png`],
])('%s', (name, header) => {
  expect(attachment(name)).toBe(header);
});

it.each(['a"b\\c;d.png', 'filename=x.png', '50%-é.png', "it's.png", '夜の山 𠮷.zip'])(
  'brings %s over',
  (name) => {
    const header = attachment(name);
    expect(header).toMatch(/^[\x20-\x7e]+$/);
    expect(parse(header).parameters.filename).toBe(name);
  },
);

const BYTES = Uint8Array.from([0, 1, 2, 3, 4]);

function ask(headers: Record<string, string>, method = 'GET') {
  const size = vi.fn(async () => BYTES.length);
  const open = vi.fn(
    async (range?: ByteRange) =>
      new Response(range ? BYTES.slice(range.start, range.end + 1) : BYTES)
        .body as ReadableStream<Uint8Array>,
  );
  const answer = bytesResponse(new Request('http://here.invalid', { method, headers }), {
    mimeType: 'image/png',
    etag: '"x-original"',
    fileName: null,
    size,
    open,
  });
  return { answer, size, open };
}

test.each([
  ['the same ETag', '"x-original"', 304],
  ['one made weak by a proxy', 'W/"x-original"', 304],
  ['one of several', '"y", "x-original"', 304],
  ['any', '*', 304],
  ['another', '"x-thumb"', 200],
])('If-None-Match with %s', async (_, tag, status) => {
  const { answer, size, open } = ask({ 'If-None-Match': tag });
  expect((await answer).status).toBe(status);
  expect([size.mock.calls.length, open.mock.calls.length]).toEqual([0, status === 304 ? 0 : 1]);
});

test('a range, its end beyond the picture or none', async () => {
  const { answer, open } = ask({ Range: 'bytes=3-9' });
  const part = await answer;
  expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 3-4/5']);
  expect([...new Uint8Array(await part.arrayBuffer())]).toEqual([3, 4]);
  expect(open.mock.calls).toEqual([[{ start: 3, end: 4 }]]);

  const beyond = ask({ Range: 'bytes=5-' });
  const { status, headers } = await beyond.answer;
  expect([status, headers.get('content-range'), headers.get('cache-control')]).toEqual([
    416,
    'bytes */5',
    'no-store',
  ]);
  expect(beyond.open).not.toHaveBeenCalled();
  expect((await ask({ Range: 'bytes=3-9', 'If-Range': '"y"' }).answer).status).toBe(200);
});

test('HEAD opens nothing, whatever it asks for', async () => {
  for (const headers of [{}, { Range: 'bytes=0-1' }, { 'If-None-Match': '"y"' }]) {
    const { answer, size, open } = ask(headers, 'HEAD');
    const { status, body } = await answer;
    expect([status, body]).toEqual([200, null]);
    expect([size.mock.calls, open.mock.calls]).toEqual([[], []]);
  }
});

test('another account in the same browser does not get what is kept there', async () => {
  for (const headers of [{}, { Range: 'bytes=0-1' }, { 'If-None-Match': '*' }])
    expect((await ask(headers).answer).headers.get('vary')).toBe('Cookie, Authorization');
});

test('bytes that are gone are not found', async () => {
  const gone = {
    mimeType: 'image/png',
    etag: '"x"',
    fileName: null,
    size: async () => null,
    open: async () => null,
  };
  for (const headers of [{}, { Range: 'bytes=0-1' }])
    await expect(bytesResponse(new Request('http://here.invalid', { headers }), gone)).rejects.toMatchObject({
      code: 'not_found',
    });
});
