import { buffer } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { measure } from './measure';

const MB = 1024 * 1024;
const { signal } = new AbortController();

/** A stored file in chunks of 64 KB, with a note of how often it was read. */
function file(size: number) {
  const bytes = Buffer.alloc(size, 'picture');
  let reads = 0;
  const open = async () => {
    reads += 1;
    let at = 0;
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        if (at >= size) return controller.close();
        controller.enqueue(bytes.subarray(at, at + 65_536));
        at += 65_536;
      },
    });
  };
  return { bytes, open, reads: () => reads };
}

it.each([
  ['a small file is read once', 3 * MB, 1],
  ['a large one is read again to be sent', 5 * MB, 2],
  ['an empty one is empty', 0, 1],
])('%s', async (_, size, reads) => {
  const picture = file(size);
  const measured = await measure(picture.open, signal);
  expect([measured.size, measured.crc32]).toEqual([size, crc32(picture.bytes)]);
  expect((await buffer(await measured.open())).equals(picture.bytes)).toBe(true);
  expect(picture.reads()).toBe(reads);
  measured.release();
});

it('of 40 downloads that stall, 8 hold a picture of 4 MB; whoever goes on or gives up makes room', async () => {
  const pictures = Array.from({ length: 40 }, () => file(4 * MB));
  const measured = [];
  for (const { open } of pictures) measured.push(await measure(open, signal));
  for (const { open } of measured) await (await open()).cancel();
  expect(pictures.map(({ reads }) => reads())).toEqual(pictures.map((_, at) => (at < 8 ? 1 : 2)));

  const next = file(4 * MB);
  for (const { release } of measured) release();
  const again = await measure(next.open, signal);
  await (await again.open()).cancel();
  expect(next.reads()).toBe(1);
  again.release();
});

it('what breaks off holds nothing', async () => {
  const broken = async () => {
    let at = 0;
    return new ReadableStream<Uint8Array>({
      pull(controller) {
        at += MB;
        if (at < 4 * MB) controller.enqueue(new Uint8Array(MB));
        else controller.error(new Error('gone'));
      },
    });
  };
  for (let tries = 0; tries < 20; tries++) await expect(measure(broken, signal)).rejects.toThrow('gone');
  const next = file(4 * MB);
  const measured = await measure(next.open, signal);
  await (await measured.open()).cancel();
  expect(next.reads()).toBe(1);
  measured.release();
});
