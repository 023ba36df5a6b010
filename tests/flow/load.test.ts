import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { childProcessId } from '@/bench/memory/child-process-id';
import { residentNow } from '@/bench/memory/resident-bytes';
import packageJson from '@/package.json';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { sendRaw } from '@/tests/support/raw-request';

const MB = 1024 * 1024;

let app: TestApp;
let one: Account;
let other: Account;
beforeAll(async () => {
  app = await startApp();
  [one, other] = [await signUp(app), await signUp(app)];
});
afterAll(() => app.close());

const server = () => childProcessId(app.pid(), 'next-server');

const formHeaders = (account: Account) => ({
  Authorization: `Bearer ${account.token}`,
  'Content-Type': 'multipart/form-data; boundary=x',
});
const formOf = (bytes: number) =>
  Buffer.concat([
    Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'),
    Buffer.alloc(bytes),
  ]);

/** The most that the server's process grows by until the work is done. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const before = residentNow(server());
  let most = before;
  const watching = setInterval(() => {
    most = Math.max(most, residentNow(server()));
  }, 50);
  try {
    await work();
  } finally {
    clearInterval(watching);
  }
  return most - before;
}

test.runIf(process.platform === 'linux')(
  'every process that works has more threads than pictures may take',
  () => {
    expect(readFileSync(`/proc/${server()}/environ`, 'utf8').split('\0')).toContain('UV_THREADPOOL_SIZE=16');
    const { dev, start, worker } = packageJson.scripts;
    for (const script of [dev, start, worker])
      expect(script).toMatch(/^UV_THREADPOOL_SIZE=\S*16\S* exec node/);
  },
);

test.concurrent.each([
  ['an upload', '/api/upload', () => formHeaders(one), formOf(1000)],
  [
    'a request',
    '/api/generate-image',
    () => ({ Authorization: `Bearer ${one.token}`, 'Content-Type': 'application/json' }),
    Buffer.from('{"prompt": "a'),
  ],
  [
    'the form of a page',
    '/login',
    () => ({
      Origin: app.url,
      'Sec-Fetch-Site': 'same-origin',
      'Content-Type': 'multipart/form-data; boundary=x',
    }),
    formOf(1000),
  ],
])(
  'the body of %s that stalls is given up, told, and its connection closed',
  async (_, path, headers, part) => {
    const { answer, tookMs } = await sendRaw(app.url, { path, headers: headers(), part, length: 60_000 })
      .closed;
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('came too slowly');
    expect(tookMs, 'longer than any connection stutters').toBeGreaterThan(5_000);
  },
);

test('thirty stalled uploads of 9 MB hold what four may, and another user uploads meanwhile', async () => {
  const grown = await growth(async () => {
    const stalled = Array.from({ length: 30 }, () =>
      sendRaw(app.url, {
        path: '/api/upload',
        headers: formHeaders(one),
        part: formOf(9 * MB),
        length: 9.5 * MB,
      }),
    );
    const first = Promise.race(stalled.map(({ closed }) => closed));
    const form = new FormData();
    form.append(
      'file',
      new Blob([
        new Uint8Array(
          await sharp({ create: { width: 99, height: 99, channels: 3, background: '#333' } })
            .png()
            .toBuffer(),
        ),
      ]),
    );
    const response = await fetch(`${app.url}/api/upload`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${other.token}` },
      body: form,
    });
    expect(response.status).toBe(201);
    expect((await first).answer).toContain('came too slowly');
    for (const { end } of stalled) end();
  });
  expect(grown / MB, 'MB').toBeLessThan(180);
});

test('a body that nobody may send stays with who sends it', async () => {
  const grown = await growth(async () => {
    const sent = Array.from({ length: 8 }, () =>
      sendRaw(app.url, {
        path: '/api/upload',
        headers: { ...formHeaders(one), Authorization: 'Bearer nobody' },
        part: Buffer.alloc(60 * MB),
        length: 500 * MB,
      }),
    );
    for (const { answer } of await Promise.all(sent.map(({ closed }) => closed)))
      expect(answer).toMatch(/^(HTTP\/1\.1 401 |$)/);
  });
  expect(grown / MB, 'MB').toBeLessThan(200);
});

test.each([
  ['POST', 403],
  ['PUT', 405],
])('a large %s to a page that is refused unread is answered all the same', async (method, status) => {
  const headers = { 'Sec-Fetch-Site': 'cross-site', 'Content-Type': 'text/plain' };
  const answer = await fetch(`${app.url}/login`, { method, headers, body: Buffer.alloc(3 * MB) });
  expect(answer.status).toBe(status);
});

test('nobody waits behind six slow pictures of another user', async () => {
  const slow = await sharp({ create: { width: 7000, height: 7000, channels: 4, background: '#345' } })
    .toColourspace('rgb16')
    .png({ compressionLevel: 6 })
    .toBuffer();
  const small = await sharp({ create: { width: 99, height: 99, channels: 3, background: '#333' } })
    .png()
    .toBuffer();
  const answered: string[] = [];
  const upload = async (account: Account, name: string, file: Buffer) => {
    const form = new FormData();
    form.append('file', new Blob([new Uint8Array(file)]));
    const response = await fetch(`${app.url}/api/upload`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${account.token}` },
      body: form,
    });
    answered.push(name);
    expect(response.status, name).toBe(201);
  };
  const six = Array.from({ length: 6 }, (_, index) => upload(one, `slow ${index}`, slow));
  await expect.poll(() => answered.length, { timeout: 60_000 }).toBe(1);
  await upload(other, 'other', small);
  await Promise.all(six);
  expect(answered.indexOf('other'), answered.join(', ')).toBeLessThanOrEqual(3);
}, 180_000);
