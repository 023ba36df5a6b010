import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { expect } from 'vitest';
import { generateResponseSchema } from '@/lib/generation/request-schema';
import { pictureTaskSchema } from '@/lib/generation/schema';
import { uploadSchema } from '@/lib/uploads/schema';
import type { Visitor } from './visitor';
import { waitUntil } from './wait-until';

/** What a new visitor does, by HTTP: becomes a guest, makes a picture and sees it, uploads one, signs out. */
export async function makeFirstPicture(visitor: Visitor): Promise<void> {
  const became = await visitor.submit('/', 'Try it without an account');
  expect([became.status, became.headers.location]).toEqual([303, '/image-generator']);
  const studio = await visitor.send('/image-generator');
  expect([studio.status, studio.text.includes('id="prompt"') || studio.text.includes('<textarea')]).toEqual([
    200,
    true,
  ]);

  const post = (path: string, body: unknown) =>
    visitor.send(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  const accepted = await post('/api/generate-image', { prompt: 'a lighthouse', taskIds: [randomUUID()] });
  expect(accepted.status, accepted.text).toBe(202);
  const { taskId } = generateResponseSchema.parse(JSON.parse(accepted.text));
  const task = await waitUntil('the first picture has ended', async () => {
    const polled = await post('/api/generate-image/polling', { taskId });
    const now = pictureTaskSchema.parse(JSON.parse(polled.text));
    return now.finishedAt !== undefined && now;
  });
  const picture = await visitor.send(task.images[0]?.url ?? '');
  expect([picture.status, (await sharp(picture.bytes).metadata()).width]).toEqual([
    200,
    task.images[0]?.width,
  ]);

  const file = await sharp({ create: { width: 640, height: 480, channels: 3, background: 'navy' } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(file)], { type: 'image/png' }), 'navy.png');
  const uploaded = await visitor.send('/api/upload', { method: 'POST', body: form });
  expect(uploaded.status, uploaded.text).toBe(201);
  expect(uploadSchema.parse(JSON.parse(uploaded.text)).width).toBe(640);

  const left = await visitor.send('/auth/sign-out', { method: 'POST' });
  expect([left.status, left.headers.location]).toEqual([303, '/']);
  expect(left.headers['clear-site-data']).toBe('"cache"');
  expect((await visitor.send('/api/credits')).status).toBe(401);
}
