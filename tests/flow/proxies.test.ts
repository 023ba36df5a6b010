import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp, type TestApp } from '@/tests/support/app';
import { makeFirstPicture } from '@/tests/support/first-picture';
import { networkAddress, startForwarder } from '@/tests/support/forwarder';
import { freePort } from '@/tests/support/free-port';
import { type GeminiServer, startGeminiServer } from '@/tests/support/gemini-server';
import { findNginx, type Nginx, startNginx } from '@/tests/support/nginx';
import { Visitor } from '@/tests/support/visitor';

const NGINX = ['nginx.conf', 'nginx-minimal.conf', 'nginx-host.conf'];

/** Browsers send it to https and to this machine, and not to http in a network. */
const SAME_ORIGIN = { 'Sec-Fetch-Site': 'same-origin' };

let gemini: GeminiServer;
let app: TestApp;
const ports: Record<string, number> = {};

/** Pictures come at once: those of the demo would be waited for. */
const start = (settings: Record<string, string>) =>
  startApp({ GEMINI_API_KEY: 'test-key', GOOGLE_GEMINI_BASE_URL: gemini.url, ...settings });

beforeAll(async () => {
  gemini = await startGeminiServer();
  for (const file of NGINX) ports[file] = await freePort();
  const urls = Object.values(ports).map((port) => `http://darkroom.lan:${port}`);
  app = await start({ APP_URL: ['https://darkroom.example', ...urls].join(', ') });
});
afterAll(async () => {
  await app.close();
  await gemini.close();
});

const appPort = () => new URL(app.url).port;

const nginxBinary = findNginx();
describe.skipIf(!nginxBinary)(
  'through nginx, by the files of docs/proxies (skipped where no nginx is)',
  () => {
    let nginx: Nginx;
    beforeAll(async () => {
      nginx = await startNginx(nginxBinary ?? '', appPort(), ports);
    });
    afterAll(() => nginx.close());

    test.each(NGINX)('%s takes a guest to a first picture, an upload and out again', async (file) => {
      const url = `http://127.0.0.1:${ports[file]}`;
      await makeFirstPicture(
        new Visitor(url, {
          Host: `localhost:${ports[file]}`,
          ...SAME_ORIGIN,
          Origin: `http://localhost:${ports[file]}`,
        }),
      );
      const address = `darkroom.lan:${ports[file]}`;
      await makeFirstPicture(new Visitor(url, { Host: address, Origin: `http://${address}` }));
      expect(nginx.errors()).toBe('');
    });

    test('nginx.conf takes an upload of several MB', async () => {
      const visitor = new Visitor(`http://127.0.0.1:${ports['nginx.conf']}`);
      await visitor.submit('/', 'Try it without an account');
      const noise = { width: 1600, height: 1300, channels: 3 as const };
      const file = await sharp(randomBytes(noise.width * noise.height * 3), { raw: noise })
        .png()
        .toBuffer();
      expect(file.length).toBeGreaterThan(6_000_000);
      const form = new FormData();
      form.append('file', new Blob([new Uint8Array(file)], { type: 'image/png' }), 'noise.png');
      const { status, text } = await visitor.send('/api/upload', { method: 'POST', body: form });
      expect(status, text).toBe(201);
    });
  },
);

test.each([
  [
    'Caddy',
    {
      Host: 'darkroom.example',
      'X-Forwarded-For': '203.0.113.7',
      'X-Forwarded-Host': 'darkroom.example',
      'X-Forwarded-Proto': 'https',
      Via: '1.1 Caddy',
    },
  ],
  [
    'a Cloudflare Tunnel',
    {
      Host: 'darkroom.example',
      'Cdn-Loop': 'cloudflare; loops=1',
      'Cf-Connecting-Ip': '203.0.113.7',
      'Cf-Ipcountry': 'BR',
      'Cf-Ray': '8c0ffee000000000-GRU',
      'Cf-Visitor': '{"scheme":"https"}',
      'Cf-Warp-Tag-Id': '00000000-0000-0000-0000-000000000000',
      'X-Forwarded-For': '203.0.113.7',
      'X-Forwarded-Proto': 'https',
    },
  ],
  ['a proxy that names neither', { Host: '127.0.0.1:3000', 'X-Forwarded-Proto': 'https' }],
  [
    'two proxies, the inner of which names itself',
    { Host: 'inner.localhost', 'X-Forwarded-Host': 'darkroom.example', 'X-Forwarded-Proto': 'https, http' },
  ],
])(
  'in the words of %s: a first picture, an upload, out again, by cookies that are Secure',
  async (_, headers) => {
    const visitor = new Visitor(app.url, { ...headers, ...SAME_ORIGIN, Origin: 'https://darkroom.example' });
    await makeFirstPicture(visitor);
    await visitor.submit('/', 'Try it without an account');
    expect(visitor.setCookies.length).toBeGreaterThan(0);
    for (const line of visitor.setCookies) expect(line).toMatch(/; secure/i);
  },
);

test('through ssh -L, with another port on this side', async () => {
  const far = await startForwarder('127.0.0.1', Number(appPort()));
  try {
    await makeFirstPicture(new Visitor(far.url, SAME_ORIGIN));
  } finally {
    await far.close();
  }
});

const network = networkAddress();
describe.skipIf(!network)("on this machine's own network address (skipped without a network)", () => {
  test('through a forwarder, without any setting: a first picture, an upload, out again', async () => {
    const forwarder = await startForwarder(network ?? '', Number(appPort()));
    try {
      const visitor = new Visitor(forwarder.url);
      await makeFirstPicture(visitor);
      await visitor.submit('/', 'Try it without an account');
      for (const line of visitor.setCookies) expect(line).not.toMatch(/; secure/i);
    } finally {
      await forwarder.close();
    }
  });

  test('with HOST=0.0.0.0, and no other name is answered', async () => {
    const open = await start({ HOST: '0.0.0.0' });
    try {
      const url = `http://${network}:${new URL(open.url).port}`;
      await makeFirstPicture(new Visitor(url));
      expect((await new Visitor(url, { Host: 'evil.example' }).send('/api/health')).status).toBe(403);
    } finally {
      await open.close();
    }
  });
});
