import { expect, test, vi } from 'vitest';
import { uploadPicture } from './upload-picture';

const UPLOAD = { id: 'upload', url: '/api/images/upload', width: 1, height: 1 };

/** A server that answers each form in turn, and what it was sent. */
function serve(...answers: [status: number, body: unknown][]) {
  const sent: Record<string, unknown>[] = [];
  vi.stubGlobal('fetch', async (path: string, { body }: { body: FormData }) => {
    const { file, ...fields } = Object.fromEntries(body);
    sent.push({ path, size: (file as File).size, ...fields });
    const [status = 500, answer] = answers.shift() ?? [];
    return Response.json(answer, { status });
  });
  return sent;
}

test('what hosts take is sent whole', async () => {
  const sent = serve([201, UPLOAD]);
  expect(await uploadPicture(new Blob([new Uint8Array(4_000_000)]), 'a.png')).toEqual({ id: 'upload' });
  expect(sent).toEqual([{ path: '/api/upload', size: 4_000_000 }]);
});

test('what is larger is sent in parts', async () => {
  const partial = { id: 'file', parts: 3, received: [0], upload: null };
  const sent = serve([200, partial], [200, partial], [200, { ...partial, upload: UPLOAD }]);
  expect(await uploadPicture(new Blob([new Uint8Array(9_000_000)]), 'a.png')).toEqual({ id: 'upload' });
  const path = '/api/upload/parts';
  expect(sent).toEqual([
    { path, size: 4_000_000, part: '0', parts: '3' },
    { path, size: 4_000_000, id: 'file', part: '1', parts: '3' },
    { path, size: 1_000_000, id: 'file', part: '2', parts: '3' },
  ]);
});

test('a part that is refused ends it, for good or not', async () => {
  const error = (code: string) => ({ error: { code, message: '', requestId: '' } });
  const large = new Blob([new Uint8Array(9_000_000)]);
  const sent = serve([429, error('rate_limited')], [413, error('payload_too_large')]);
  expect(await uploadPicture(large, 'a.png')).toEqual({ fault: 'rate_limited' });
  expect(await uploadPicture(large, 'a.png')).toBe('refused');
  expect(sent).toHaveLength(2);
});
