import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { supabaseStore } from './supabase-store';

const MB = 1024 * 1024;
const picture = Buffer.allocUnsafeSlow(32 * MB).fill('picture');

let serve: (request: IncomingMessage, response: ServerResponse) => void;
const server = createServer((request, response) => serve(request, response));
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'));
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function store() {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return supabaseStore(createClient(url, 'secret', { auth: { persistSession: false } }), () => ({
    url,
    secretKey: 'secret',
  }));
}

test('a picture that is being stored is in memory once, and arrives whole with its length', async () => {
  const waiting = Promise.withResolvers<void>();
  const proceed = Promise.withResolvers<void>();
  const lengths: (string | undefined)[] = [];
  const arrived: boolean[] = [];
  serve = async (request, response) => {
    lengths.push(request.headers['content-length']);
    if (lengths.length === 4) waiting.resolve();
    await proceed.promise;
    let at = 0;
    let same = true;
    for await (const chunk of request) {
      same &&= picture.subarray(at, at + chunk.length).equals(chunk);
      at += chunk.length;
    }
    arrived.push(same && at === picture.length);
    response.end(JSON.stringify({ Id: 'id', Key: 'key' }));
  };
  const before = process.memoryUsage().arrayBuffers;
  const stored = ['a', 'b', 'c', 'd'].map((key) => store().writeOnce(key, picture, 'image/png'));
  await waiting.promise;
  const grown = process.memoryUsage().arrayBuffers - before;
  proceed.resolve();
  expect((await Promise.all(stored)).every((bytes) => bytes === picture)).toBe(true);
  expect(lengths).toEqual(Array.from({ length: 4 }, () => String(picture.length)));
  expect(arrived).toEqual([true, true, true, true]);
  expect(grown / MB).toBeLessThan(32);
});

test('an object is read to where it is wanted, and one of another length is a fault of the storage', async () => {
  serve = (_, response) => response.writeHead(200, { 'content-length': 6 }).end('abcdef');
  const file = Buffer.alloc(8, '-');
  await store().read('key', file.subarray(1, 7));
  expect(file.toString()).toBe('-abcdef-');
  for (const length of [5, 7])
    await expect(store().read('key', Buffer.alloc(length))).rejects.toMatchObject({ code: 'storage_failed' });
});

test.each([{ 'content-length': '6' }, { 'transfer-encoding': 'chunked' }])('%j is read', async (headers) => {
  serve = (_, response) => response.writeHead(200, headers).end('abcdef');
  expect(Buffer.from((await store().read('key')) ?? []).toString()).toBe('abcdef');
});

test('a write whose refusal is lost with the connection gets what the key holds', async () => {
  const objects = new Map([['taken', 'the first']]);
  serve = (request, response) => {
    const stored = objects.get(request.url?.split('/').at(-1) ?? '');
    if (request.method === 'POST') request.once('data', () => request.socket.destroy());
    else if (stored) response.end(stored);
    else response.writeHead(404).end('{}');
  };
  const stored = await store().writeOnce('taken', picture, 'image/png');
  expect(Buffer.from(stored).toString()).toBe('the first');
  await expect(store().writeOnce('free', picture, 'image/png')).rejects.toMatchObject({
    code: 'storage_failed',
    retryable: true,
  });
});
