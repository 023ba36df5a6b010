import { setImmediate as immediate, setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { readWhole } from './read-whole';
import { takeTurns } from './take-turns';

const request = (body?: string) =>
  new Request('http://127.0.0.1/', body === undefined ? {} : { method: 'POST', body });

test('one request at a time, in the order they came, with their bodies', async () => {
  const seen: string[] = [];
  const fetch = takeTurns(async (turn) => {
    const name = await turn.text();
    seen.push(`${name} begins`);
    await sleep(5);
    seen.push(`${name} ends`);
    return new Response(name);
  });
  const answers = await Promise.all(['a', 'b', 'c'].map((name) => fetch(request(name))));
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(['a', 'b', 'c']);
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

test('a failure is the failed request’s alone', async () => {
  let count = 0;
  const fetch = takeTurns(async () => {
    count += 1;
    if (count === 1) throw new Error('broken');
    return new Response('fine');
  });
  const [first, second] = await Promise.allSettled([fetch(request()), fetch(request())]);
  expect(first.status).toBe('rejected');
  expect(second.status).toBe('fulfilled');
});

test('a body that is slow to come holds up nobody', async () => {
  const body = new ReadableStream();
  const slow = new Request('http://127.0.0.1/', { method: 'POST', body, duplex: 'half' } as RequestInit);
  const fetch = readWhole(takeTurns(async () => new Response('fine')));
  void fetch(slow);
  expect(await (await fetch(request('quick'))).text()).toBe('fine');
});

test('uploads and everything else alternate: nobody waits behind a row of them', async () => {
  const seen: string[] = [];
  const first = Promise.withResolvers<void>();
  const served = takeTurns(async (turn) => {
    const name = new URL(turn.url).pathname.split('/').at(-1) ?? '';
    if (name === 'a') await first.promise;
    seen.push(`${name} ${(await turn.arrayBuffer()).byteLength}`);
    return new Response();
  });
  const fetch = readWhole(served);
  let read = 0;
  const upload = (name: string) => {
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        controller.enqueue(new Uint8Array(1000));
        controller.close();
        read += 1;
      },
    });
    const url = `http://127.0.0.1/storage/v1/object/generations/${name}`;
    return new Request(url, { method: 'POST', body, duplex: 'half' } as RequestInit);
  };
  const answers = ['a', 'b', 'c', 'd'].map((name) => fetch(upload(name)));
  while (read < 4) await immediate();
  answers.push(fetch(new Request('http://127.0.0.1/rest/v1/tasks')));
  await immediate();
  first.resolve();
  await Promise.all(answers);
  expect(seen).toEqual(['a 1000', 'b 1000', 'tasks 0', 'c 1000', 'd 1000']);
});

test('a hundred requests of one person are not before the one of another', async () => {
  const seen: string[] = [];
  const first = Promise.withResolvers<void>();
  const fetch = takeTurns(async (turn) => {
    if (seen.length === 0) await first.promise;
    seen.push(turn.headers.get('authorization') ?? '');
    return new Response();
  });
  const ask = (authorization: string) =>
    fetch(new Request('http://127.0.0.1/rest/v1/tasks', { headers: { authorization } }));
  const answers = Array.from({ length: 100 }, () => ask('Bearer one'));
  answers.push(ask('Bearer other'));
  first.resolve();
  await Promise.all(answers);
  expect(seen.indexOf('Bearer other')).toBeLessThanOrEqual(2);
});
