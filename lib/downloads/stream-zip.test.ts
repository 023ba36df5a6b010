import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { expect, it } from 'vitest';
import { type Entry, fromBufferPromise } from 'yauzl';
import { streamZip } from './stream-zip';

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

/** Entries of 300 KB, with a note of which were asked for. */
function counted(count: number) {
  const asked: number[] = [];
  async function* entries() {
    for (let index = 0; index < count; index++) {
      asked.push(index);
      yield { name: `${index}.png`, bytes: Buffer.alloc(300_000, 'x'), at };
    }
  }
  return { asked, zip: streamZip(entries()) };
}

/** Long enough for everything that doesn't wait for a reader. */
async function settle() {
  for (let turns = 0; turns < 200; turns++) await turn();
}

it('another program reads back what is in it, in order, and when it was made', async () => {
  async function* entries() {
    yield { name: 'manifest.json', bytes: Buffer.from('{"ünï":"çødé"}'), at };
    yield { name: '01-夜の山-7.png', bytes: Buffer.alloc(3_000_000, 'night'), at };
    yield { name: '02-nothing.png', bytes: Buffer.alloc(0), at };
  }
  const found = await unzip(Buffer.from(await new Response(streamZip(entries())).arrayBuffer()));
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

it('breaks off when an entry cannot be had', async () => {
  const reason = new Error('the bytes are gone');
  async function* entries() {
    yield { name: '1.png', bytes: Buffer.alloc(300_000), at };
    throw reason;
  }
  await expect(new Response(streamZip(entries())).arrayBuffer()).rejects.toBe(reason);
});
