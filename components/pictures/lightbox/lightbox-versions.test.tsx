import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { fakeApi } from '@/components/testing/fake-api';
import { makeTask } from '@/components/testing/make-task';
import { StudioFrame } from '@/components/testing/studio-frame';
import type { PictureTask } from '@/lib/generation/schema';
import { Lightbox } from './lightbox';

const api = fakeApi();
const batchId = '7f1b5a52-8b6e-4d8b-9a43-1f0c5f5a0002';
const ignore = () => undefined;
const done = (prompt: string, given: Partial<PictureTask> = {}) =>
  makeTask({ prompt, batchId, status: 'completed', version: 3, ...given });
const first = done('first');
const second = done('second', { createdAt: '2026-01-01T10:00:05.000Z' });
const beside = done('beside', { position: 1 });

interface PageProps {
  at?: PictureTask;
  pictures?: readonly PictureTask[];
  compares?: boolean;
  onClose?: () => void;
}

function Page({ at = second, pictures = [second, beside], compares = false, onClose = ignore }: PageProps) {
  const [shown, setShown] = useState(at.taskId);
  const ids = pictures.map((task) => task.taskId);
  return <Lightbox taskId={shown} pictures={ids} compares={compares} onShow={setShown} onClose={onClose} />;
}

function open(tasks: readonly PictureTask[], given: Omit<PageProps, 'onClose'> = {}) {
  const store = new PictureStore(tasks);
  const [onClose, onReuse, onMake] = [vi.fn(), vi.fn(), vi.fn()];
  render(
    <StudioFrame store={store} onReuse={onReuse} onMake={onMake}>
      <Page {...given} onClose={onClose} />
    </StudioFrame>,
  );
  return { store, onClose, onReuse, onMake };
}

const press = (keys: string) => userEvent.keyboard(keys);
const dialog = () => screen.getByRole('dialog', { name: 'Picture' });
const prompt = () => within(dialog()).getByRole('region', { name: 'Prompt' }).textContent;

beforeEach(() => {
  vi.spyOn(HTMLImageElement.prototype, 'complete', 'get').mockReturnValue(false);
});

it('goes between versions with up and down, and the place among the pictures stays', async () => {
  open([first, second, beside]);
  expect(screen.getByText('Version 2 of 2')).toBeTruthy();
  await press('{ArrowUp}');
  expect(prompt()).toBe('first');
  expect(screen.getByText('1 of 2')).toBeTruthy();
  await press('{ArrowUp}');
  expect(prompt()).toBe('first');
  await press(']');
  expect(prompt()).toBe('second');
});

it('shows a new version when it comes', () => {
  const { store } = open([first, second, beside]);
  const third = done('third', { createdAt: '2026-01-01T10:00:09.000Z' });
  act(() => void store.mergeTasks([{ ...third, status: 'processing', images: [], version: 1 }]));
  expect(dialog().textContent).toContain('New version developing');
  expect(prompt()).toBe('second');
  act(() => void store.mergeTasks([third]));
  expect(prompt()).toBe('third');
  expect(screen.getByText('Version 3 of 3')).toBeTruthy();
});

it('compares with C: a line that arrow keys move, side by side, swapped; Escape leads back', async () => {
  const { onClose } = open([first, second, beside]);
  await press('c');
  const line = await screen.findByRole('slider', { name: 'Line between the two pictures' });
  await waitFor(() => expect(document.activeElement).toBe(line));
  expect(line.getAttribute('aria-valuetext')).toBe('50 % Version 1, the rest Version 2');
  await press('{ArrowRight}{ArrowRight}');
  expect(line.getAttribute('aria-valuetext')).toContain('52 %');
  expect(prompt()).toBe('second');
  await press('x');
  expect(line.getAttribute('aria-valuetext')).toContain('Version 2, the rest Version 1');
  await press('s');
  expect(screen.queryByRole('slider')).toBeNull();
  const pair = within(screen.getByRole('region', { name: 'Side by side' }));
  expect(pair.getAllByRole('img').map((image) => image.getAttribute('alt'))).toEqual([
    'Version 2',
    'Version 1',
  ]);
  await press('{Escape}');
  expect(screen.getByRole('img', { name: 'second' })).toBeTruthy();
  expect(onClose).not.toHaveBeenCalled();
});

it('begins with the comparison when it was asked for', async () => {
  open([first, second, beside], { at: first, compares: true });
  const line = await screen.findByRole('slider');
  expect(line.getAttribute('aria-valuetext')).toBe('50 % Version 1, the rest Version 2');
});

it('has nothing to compare a picture with that is alone', async () => {
  open([second]);
  await press('c');
  expect(screen.getByRole('img', { name: 'second' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: /^Compare/ })).toBeNull();
});

it('compares a picture with another of its batch', async () => {
  open([second, beside], { compares: true });
  expect(await screen.findByRole('img', { name: 'This picture' })).toBeTruthy();
  expect(screen.getByRole('img', { name: 'Picture 2' })).toBeTruthy();
});

it('deletes the shown version with Delete and goes to the one beside it; without another picture it closes', async () => {
  const { onClose } = open([first, second], { pictures: [second] });
  for (const { taskId } of [first, second]) {
    api.on(`DELETE /api/images/${taskId}`, () => new Response(null, { status: 204 }));
  }
  await press('{Delete}');
  expect(prompt()).toBe('first');
  expect(await screen.findByRole('button', { name: 'Undo' })).toBeTruthy();
  await press('{Delete}');
  expect(onClose).toHaveBeenCalledOnce();
});

it('marks a favourite with F and goes on to the next, which is none; taking the mark away stays', async () => {
  open([second, beside]);
  const [image] = second.images;
  if (!image) throw new Error('a completed task has its picture');
  const marked = { ...second, version: 4, images: [{ ...image, favourite: true }] };
  api.json(`PATCH /api/images/${second.taskId}`, marked);
  const heart = () => screen.getByRole('button', { name: 'Favourite' }).getAttribute('aria-pressed');
  await press('f');
  expect(prompt()).toBe('beside');
  expect(heart()).toBe('false');
  await press('{ArrowLeft}');
  await waitFor(() => expect(heart()).toBe('true'));
  await press('f');
  expect(prompt()).toBe('second');
});

it.each([
  ['e', 'edit'],
  ['r', 'everything'],
])('%s hands the picture to the composer (%s)', async (key, kind) => {
  const { onClose, onReuse } = open([second, beside]);
  await press(key);
  expect(onReuse).toHaveBeenCalledWith(kind, expect.objectContaining({ picture: { id: second.taskId } }));
  expect(onClose).toHaveBeenCalledOnce();
});

it.each([
  ['v', 'variations'],
  ['{Shift>}V{/Shift}', 'subtle'],
])('%s asks for %s, and the picture stays', async (key, kind) => {
  const { onClose, onMake } = open([second, beside]);
  await press(key);
  expect(onMake).toHaveBeenCalledExactlyOnceWith(
    kind,
    expect.objectContaining({ picture: { id: second.taskId } }),
  );
  expect(onClose).not.toHaveBeenCalled();
});

it('leads to the picture that was edited, which it asks for, and back', async () => {
  const parent = makeTask({ prompt: 'the one before', status: 'completed' });
  const edited = { ...second, parentId: parent.taskId };
  const now = '2026-01-01T10:00:10.000Z';
  api.json('POST /api/generate-image/polling', { tasks: [parent], missing: [], nextPollMs: null, now });
  open([edited, beside]);
  await userEvent.click(await screen.findByRole('button', { name: 'the one before' }));
  expect(prompt()).toBe('the one before');
  expect(screen.queryByRole('button', { name: /^New version/ })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Back' }));
  expect(prompt()).toBe('second');
});

it('says of a picture that was edited and deleted that it is gone', async () => {
  const edited = { ...second, parentId: crypto.randomUUID() };
  const now = '2026-01-01T10:00:10.000Z';
  api.json('POST /api/generate-image/polling', {
    tasks: [],
    missing: [edited.parentId],
    nextPollMs: null,
    now,
  });
  open([edited, beside]);
  expect(await screen.findByRole('button', { name: 'A picture that was deleted' })).toHaveProperty(
    'disabled',
    true,
  );
});

it('uses a reference again', async () => {
  const reference = crypto.randomUUID();
  const { onReuse } = open([
    { ...second, settings: { ...second.settings, referenceIds: [reference] } },
    beside,
  ]);
  await userEvent.click(screen.getByRole('button', { name: 'Reference 1' }));
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Use as reference' }));
  expect(onReuse).toHaveBeenCalledWith('reference', expect.objectContaining({ picture: { id: reference } }));
});

it('lists its keys behind ?', async () => {
  open([second, beside]);
  await press('?');
  const list = await screen.findByRole('dialog', { name: 'Keyboard shortcuts' });
  expect(list.textContent).toContain('previous and next version');
});
