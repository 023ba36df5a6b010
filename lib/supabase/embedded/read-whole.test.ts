import { setImmediate as immediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readWhole } from './read-whole';

test('a request is answered when all of it has come', async () => {
  const seen: string[] = [];
  const fetch = readWhole(async (request) => {
    seen.push('asked');
    seen.push(await request.text());
    return new Response('taken', { status: 409 });
  });
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const coming = { method: 'POST', body: readable, duplex: 'half' } as RequestInit;
  const answer = fetch(new Request('http://127.0.0.1/', coming));
  const writer = writable.getWriter();
  await writer.write(Buffer.from('some '));
  await immediate();
  expect(seen).toEqual([]);
  await writer.write(Buffer.from('more'));
  await writer.close();
  expect((await answer).status).toBe(409);
  expect(seen).toEqual(['asked', 'some more']);
});
