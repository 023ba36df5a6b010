import { expect, test, vi } from 'vitest';
import { byteRange, cutRange } from './byte-range';

test.each([
  [null, null],
  ['bytes=0-0', { start: 0, end: 0 }],
  ['bytes=2-', { start: 2, end: 9 }],
  ['bytes=2-99', { start: 2, end: 9 }],
  ['bytes=-3', { start: 7, end: 9 }],
  ['bytes=-99', { start: 0, end: 9 }],
  ['bytes=-0', 'unsatisfiable'],
  ['bytes=10-', 'unsatisfiable'],
  ['bytes=5-2', null],
  ['bytes=-', null],
  ['bytes=0-1,3-4', null],
  ['items=0-1', null],
])('%s of 10 bytes', (header, range) => {
  expect(byteRange(header, 10)).toEqual(range);
});

/** 10 bytes in chunks of 4, 4 and 2, and how many chunks were taken. */
function tenBytes() {
  const chunks = [
    [0, 1, 2, 3],
    [4, 5, 6, 7],
    [8, 9],
  ].map((values) => Uint8Array.from(values));
  const taken = { chunks: 0, canceled: false };
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks[taken.chunks++];
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
      cancel() {
        taken.canceled = true;
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, taken };
}

test.each([
  [0, 0],
  [3, 4],
  [4, 7],
  [1, 8],
  [9, 9],
  [0, 9],
])('bytes %i to %i are cut out of a stream', async (start, end) => {
  const { stream } = tenBytes();
  const cut = await new Response(cutRange(stream, { start, end })).bytes();
  expect([...cut]).toEqual(Array.from({ length: end - start + 1 }, (_, index) => start + index));
});

test('nothing behind a cut is read', async () => {
  const { stream, taken } = tenBytes();
  expect([...(await new Response(cutRange(stream, { start: 1, end: 2 })).bytes())]).toEqual([1, 2]);
  await vi.waitFor(() => expect(taken).toEqual({ chunks: 1, canceled: true }));
});
