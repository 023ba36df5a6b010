import { execFileSync } from 'node:child_process';
import { expect, test, vi } from 'vitest';
import { pictureSize } from '@/lib/providers/picture-size';
import { drawInProcess } from './draw-in-process';
import { drawPicture } from './draw-picture';

const size = (imageSize: string) => pictureSize('1:1', imageSize) ?? { width: 0, height: 0 };
const drawing = (imageSize: string) => ({
  wish: { prompt: 'misty ridges', seed: 7 },
  frame: size('1K'),
  size: size(imageSize),
});
const live = () => new AbortController().signal;

/** The processes that draw for this one, and how nice they are to others. */
const drawers = () =>
  execFileSync('ps', ['-A', '-o', 'pid=,ppid=,ni=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(
      ([, parent, , ...command]) =>
        Number(parent) === process.pid && command.join(' ').includes('drawing-process'),
    )
    .map(([pid, , nice]) => ({ pid: Number(pid), nice: Number(nice) }));

const drawersStart = () => vi.waitFor(() => expect(drawers()).not.toEqual([]), 20_000);

test('a picture is drawn in a process of its own, below normal priority, with the same bytes', async () => {
  const [apart, here] = await Promise.all([
    drawInProcess(drawing('512'), 'a', live()),
    drawPicture(drawing('512')),
  ]);
  expect(here.equals(apart)).toBe(true);
  expect(drawers()).toEqual([{ pid: expect.any(Number), nice: 5 }]);
}, 60_000);

test('eight pictures are drawn by two processes at most', async () => {
  let most = 0;
  const counting = setInterval(() => {
    most = Math.max(most, drawers().length);
  }, 100);
  await Promise.all(
    Array.from({ length: 8 }, (_, index) => drawInProcess(drawing('512'), `user ${index % 2}`, live())),
  );
  clearInterval(counting);
  expect(most).toBeLessThanOrEqual(2);
}, 60_000);

test('an abort ends the drawing and its process at once', async () => {
  const canceled = new AbortController();
  const drawn = drawInProcess(drawing('4K'), 'a', canceled.signal);
  await drawersStart();
  const before = drawers().map(({ pid }) => pid);
  canceled.abort(new Error('canceled'));
  await expect(drawn).rejects.toThrow('canceled');
  await vi.waitFor(() => expect(drawers().map(({ pid }) => pid)).not.toEqual(before), 5_000);
}, 60_000);

test('a process that dies fails the attempt, and another may be made', async () => {
  const drawn = drawInProcess(drawing('4K'), 'a', live());
  await drawersStart();
  for (const { pid } of drawers()) process.kill(pid, 'SIGKILL');
  await expect(drawn).rejects.toMatchObject({ name: 'TaskError', code: 'internal', retryable: true });
  await expect(drawInProcess(drawing('512'), 'a', live())).resolves.toBeInstanceOf(Uint8Array);
}, 60_000);
