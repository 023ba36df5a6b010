import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { interlacedPng, progressiveJpeg, textPng } from '@/lib/images/testing/bombs';
import type { Account, TestApp } from '@/tests/support/app';
import { ended, generate, poll } from '@/tests/support/follow';
import { sendRaw } from '@/tests/support/raw-request';

const MB = 1024 * 1024;
const REFERENCES = 14;

interface Scene {
  app: TestApp;
  attacker: Account;
  /** Ends with the attack. */
  signal: AbortSignal;
}

interface Attack {
  name: string;
  /** With a Gemini that sends pictures of 20 MB, or with the demo. */
  provider: 'gemini' | 'demo';
  /** Makes what it needs; what it resolves with is the attack, until the signal aborts. */
  prepare: (scene: Scene) => Promise<() => Promise<unknown>>;
}

/** As many at once, each again and again, refused or not. */
async function insistently(count: number, signal: AbortSignal, once: () => Promise<unknown>): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, async () => {
      while (!signal.aborted) await once();
    }),
  );
}

/** Whatever the app answers meanwhile: a busy one says 503. */
async function untilEnded(attacker: Account, taskIds: string[]): Promise<void> {
  for (const id of taskIds) {
    for (;;) {
      const task = await poll(attacker, id).catch(() => null);
      if (task && ended(task)) break;
      await wait(500);
    }
  }
}

async function makePictures(attacker: Account, count: number): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < count) {
    const { taskIds } = await generate(attacker, { count: Math.min(4, count - ids.length), imageSize: '4K' });
    await untilEnded(attacker, taskIds);
    ids.push(...taskIds);
  }
  return ids;
}

/** Clicks, and clicks again when all pictures of the click before have ended. */
const click = (attacker: Account, request: Record<string, unknown>) => async () => {
  const { taskIds } = await generate(attacker, { count: 4, ...request });
  await untilEnded(attacker, taskIds);
};

async function upload(app: TestApp, attacker: Account, file: Buffer, signal: AbortSignal): Promise<void> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(file)]));
  const headers = { Authorization: `Bearer ${attacker.token}` };
  try {
    const answer = await fetch(`${app.url}/api/upload`, { method: 'POST', headers, body: form, signal });
    await answer.arrayBuffer();
  } catch {
    // A connection that is cut off is what an attacker expects; who watches tells whether the app is there.
  }
}

const noise = (side: number) =>
  sharp({
    create: {
      width: side,
      height: side,
      channels: 3,
      background: '#333',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  });

export const ATTACKS: Attack[] = [
  {
    name: 'A: pictures with 14 references of 20 MB',
    provider: 'gemini',
    prepare: async ({ attacker, signal }) => {
      const referenceIds = await makePictures(attacker, REFERENCES);
      return () => insistently(1, signal, click(attacker, { referenceIds }));
    },
  },
  {
    name: 'B: eight 4K pictures of the demo',
    provider: 'demo',
    prepare:
      async ({ attacker, signal }) =>
      () =>
        insistently(2, signal, click(attacker, { imageSize: '4K' })),
  },
  {
    name: 'B: pictures of 20 MB come in, eight at a time',
    provider: 'gemini',
    prepare:
      async ({ attacker, signal }) =>
      () =>
        insistently(2, signal, click(attacker, {})),
  },
  {
    name: 'C: bombs of three kinds, six at a time',
    provider: 'gemini',
    prepare: async ({ app, attacker, signal }) => {
      const bombs = await Promise.all([interlacedPng(8900), progressiveJpeg(8900), textPng()]);
      let next = 0;
      return () =>
        insistently(6, signal, () => upload(app, attacker, bombs[next++ % 3] ?? Buffer.alloc(0), signal));
    },
  },
  {
    name: 'C: slow pictures of 49 megapixels, six at a time',
    provider: 'gemini',
    prepare: async ({ app, attacker, signal }) => {
      const slow = await sharp({ create: { width: 7000, height: 7000, channels: 4, background: '#345' } })
        .toColourspace('rgb16')
        .png()
        .toBuffer();
      return () => insistently(6, signal, () => upload(app, attacker, slow, signal));
    },
  },
  {
    name: 'D: 100 uploads that stall at 9 MB',
    provider: 'gemini',
    prepare: async ({ app, attacker, signal }) => {
      const headers = {
        Authorization: `Bearer ${attacker.token}`,
        'Content-Type': 'multipart/form-data; boundary=x',
      };
      const part = Buffer.alloc(9 * MB);
      return () =>
        insistently(100, signal, async () => {
          const { closed, end } = sendRaw(app.url, { path: '/api/upload', headers, part, length: 9.5 * MB });
          signal.addEventListener('abort', end, { once: true });
          await closed;
        });
    },
  },
  {
    name: 'E: HEADs of a picture of 20 MB, 150 at a time',
    provider: 'gemini',
    prepare: async ({ attacker, signal }) => {
      const [id] = await makePictures(attacker, 1);
      return () =>
        insistently(150, signal, async () => (await attacker.api('HEAD', `/api/images/${id}`)).arrayBuffer());
    },
  },
  {
    name: 'F: uploads of 9.9 MB, ten at a time',
    provider: 'gemini',
    prepare: async ({ app, attacker, signal }) => {
      const file = await noise(1850).png({ compressionLevel: 1 }).toBuffer();
      return () => insistently(10, signal, () => upload(app, attacker, file, signal));
    },
  },
];
