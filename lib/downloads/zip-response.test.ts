import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { expect, it, vi } from 'vitest';
import { type Entry, fromBufferPromise } from 'yauzl';
import { streamZip } from './zip-response';

const at = new Date('2026-11-21T10:20:30.000Z');

/** What another reader of ZIPs finds; it checks sizes and, by the sums, every byte. */
async function unzip(zip: Buffer): Promise<{ entry: Entry; content: string }[]> {
  const file = await fromBufferPromise(zip, { strictFileNames: true });
  const found = [];
  for await (const entry of file.eachEntry()) {
    const content = await text(await file.openReadStreamPromise(entry));
    expect(crc32(content), entry.fileName).toBe(entry.crc32);
    found.push({ entry, content });
  }
  return found;
}

function entry(name: string, bytes: Buffer) {
  const open = async () => new Blob([new Uint8Array(bytes)]).stream();
  return { name, at, size: bytes.length, crc32: crc32(bytes), open };
}

/** Entries of 300 KB, with a note of which were asked for. */
function counted(count: number) {
  const asked: number[] = [];
  async function* entries() {
    for (let index = 0; index < count; index++) {
      asked.push(index);
      yield entry(`${index}.png`, Buffer.alloc(300_000, 'x'));
    }
  }
  return { asked, zip: streamZip(entries) };
}

/** Long enough for everything that doesn't wait for a reader. */
async function settle() {
  for (let turns = 0; turns < 200; turns++) await turn();
}

it('another program reads back what is in it, in order, and when it was made', async () => {
  async function* entries() {
    yield entry('manifest.json', Buffer.from('{"ünï":"çødé"}'));
    yield entry('01-夜の山-7.png', Buffer.alloc(3_000_000, 'night'));
    yield entry('02-nothing.png', Buffer.alloc(0));
  }
  const found = await unzip(Buffer.from(await new Response(streamZip(entries)).arrayBuffer()));
  expect(found.map(({ entry, content }) => [entry.fileName, content.length])).toEqual([
    ['manifest.json', 14],
    ['01-夜の山-7.png', 3_000_000],
    ['02-nothing.png', 0],
  ]);
  for (const { entry } of found) {
    expect(entry.getLastModDate()).toEqual(at);
    expect(entry.compressionMethod, 'stored').toBe(0);
    expect(entry.generalPurposeBitFlag & 8, 'no sizes behind the bytes').toBe(0);
  }
});

it('asks for an entry when those before it were read', async () => {
  const { asked, zip } = counted(5);
  const reader = zip.getReader();
  await settle();
  expect(asked).toEqual([0]);
  let read = 0;
  while (read < 700_000) read += (await reader.read()).value?.length ?? Number.NaN;
  await settle();
  expect(asked).toEqual([0, 1, 2]);
  await reader.cancel();
});

it('asks for nothing more when nobody reads on', async () => {
  const { asked, zip } = counted(5);
  const reader = zip.getReader();
  await reader.read();
  await reader.cancel();
  await settle();
  expect(asked).toEqual([0]);
});

it('lets go of an entry that nobody reads on', async () => {
  const canceled = vi.fn();
  const size = 3_000_000;
  let told: AbortSignal | undefined;
  async function* entries(signal: AbortSignal) {
    told = signal;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(1000)),
      cancel: canceled,
    });
    yield { name: '1.png', at, size, crc32: 0, open: async () => body };
  }
  const reader = streamZip(entries).getReader();
  await reader.read();
  await reader.read();
  expect(canceled).not.toHaveBeenCalled();
  await reader.cancel();
  await vi.waitFor(() => expect(canceled).toHaveBeenCalled());
  expect(told?.aborted).toBe(true);
});

it('breaks off when an entry cannot be had', async () => {
  const reason = new Error('the bytes are gone');
  async function* entries() {
    yield entry('1.png', Buffer.alloc(300_000));
    throw reason;
  }
  await expect(new Response(streamZip(entries)).arrayBuffer()).rejects.toBe(reason);
});
