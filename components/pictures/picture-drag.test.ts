import { expect, it, vi } from 'vitest';
import { makeTask } from '@/components/testing/make-task';
import { fillDrag } from './picture-drag';

it('carries the original under its name, the address for the composer, and the page for programs that take text', () => {
  const origin = 'http://studio.test';
  vi.stubGlobal('location', { origin });
  const task = makeTask({
    status: 'completed',
    prompt: 'A fox, asleep',
    createdAt: '2026-11-29T10:00:00.000Z',
  });
  const [image] = task.images;
  if (!image) throw new Error('no image');
  const data = new Map<string, string>();
  const transfer = { setData: (kind: string, text: string) => data.set(kind, text) };
  fillDrag(transfer as unknown as DataTransfer, { task, image: { ...image, seed: 7 } });
  expect(Object.fromEntries(data)).toEqual({
    'application/x-darkroom-picture': task.taskId,
    DownloadURL: `image/png:a-fox-asleep-2026-11-29-7.png:${origin}/api/images/${task.taskId}?download=1`,
    'text/uri-list': `${origin}/api/images/${task.taskId}`,
    'text/plain': `${origin}/gallery/${task.taskId}`,
  });
});
