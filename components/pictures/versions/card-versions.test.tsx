import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { fakeApi } from '@/components/testing/fake-api';
import { makeTask } from '@/components/testing/make-task';
import { SlotCards } from '@/components/testing/slot-cards';
import { StudioFrame } from '@/components/testing/studio-frame';
import type { PictureTask } from '@/lib/generation/schema';

const api = fakeApi();
const slot = { batchId: crypto.randomUUID(), version: 3 };
const old = makeTask({ ...slot, status: 'completed', createdAt: '2026-01-01T10:00:00.000Z' });
const later = (given: Partial<PictureTask>) =>
  makeTask({ ...slot, createdAt: '2026-01-01T10:00:05.000Z', ...given });
const failure = later({
  status: 'failed',
  error: { code: 'safety_blocked', message: 'not for people', refunded: true },
});

function show(tasks: readonly PictureTask[], props: { onReuse?: () => void; onOpen?: () => void } = {}) {
  const store = new PictureStore(tasks);
  render(
    <StudioFrame store={store} {...props}>
      <SlotCards />
    </StudioFrame>,
  );
  return store;
}

const card = () => screen.getByRole('listitem', { name: 'Picture 1 of 4' });
const button = (name: string | RegExp) => screen.getByRole('button', { name });
/** The picture that the card shows: one that it stays in the place of has no name. */
const shown = () => screen.getByRole('img', { name: old.prompt }).getAttribute('src')?.split(/[/?]/)[3];

async function choose(item: string | RegExp) {
  await userEvent.click(button('More'));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
}

describe('a new version', () => {
  it('is asked for with its price, and the old picture stays until it has loaded', async () => {
    const store = show([old]);
    const held = Promise.withResolvers<Response>();
    api.on(`POST /api/generate-image/${old.taskId}/retry`, () => held.promise);
    await choose('New version · 4 credits');
    expect(card().textContent).toContain('New version developing');
    expect(shown()).toBe(old.taskId);

    const [taskId = ''] = store.rows()[0]?.slots.map((row) => row.taskId) ?? [];
    act(() => void store.mergeTasks([later({ taskId, status: 'completed', version: 9 })]));
    expect(shown()).toBe(taskId);
    const behind = () => card().querySelector(`img[src*="${old.taskId}"]`);
    expect(behind()).not.toBeNull();
    fireEvent.load(screen.getByRole('img', { name: old.prompt }));
    expect(behind()).toBeNull();
    expect(card().textContent).not.toContain('New version developing');
  });

  it('that is refused says why over the picture, until it is dismissed', async () => {
    show([old]);
    api.refuse(`POST /api/generate-image/${old.taskId}/retry`, 402, 'insufficient_credits');
    await choose(/^New version/);
    expect((await screen.findByRole('alert')).textContent).toContain("don't have enough credits");
    expect(shown()).toBe(old.taskId);
    await userEvent.click(button('Dismiss'));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('that failed keeps the old picture, says what helps, and alone goes away', async () => {
    const onReuse = vi.fn();
    show([old, failure], { onReuse });
    const deletion = `DELETE /api/images/${failure.taskId}`;
    api.on(deletion, () => new Response(null, { status: 204 }));
    expect(shown()).toBe(old.taskId);
    expect(card().textContent).toContain('New version: The model declined this one');
    expect(card().textContent).toContain('4 credits returned');
    await userEvent.click(button('Edit prompt'));
    expect(onReuse).toHaveBeenCalledOnce();
    await userEvent.click(button('Dismiss'));
    expect(card().textContent).not.toContain('declined');
    expect(shown()).toBe(old.taskId);
    await waitFor(() => expect(api.bodies(deletion)).toHaveLength(1));
  });

  it('that was canceled keeps the old picture, and can be asked for again', () => {
    show([old, later({ status: 'canceled' })]);
    expect(card().textContent).toContain('New version canceled');
    expect(shown()).toBe(old.taskId);
    expect(button('Try again')).toBeTruthy();
  });
});

describe('an open menu', () => {
  it('keeps its lines in their places when a version is asked for elsewhere, and when it comes', async () => {
    const store = show([old]);
    await userEvent.click(button('More'));
    await screen.findByRole('menu');
    const lines = () => screen.getAllByRole('menuitem').map(({ textContent }) => textContent);
    const disabled = () =>
      screen.getAllByRole('menuitem').filter((line) => line.getAttribute('aria-disabled') === 'true');
    const before = lines();
    expect(disabled().map(({ textContent }) => textContent)).toEqual(['CompareC']);
    const making = later({ status: 'processing' });
    act(() => void store.mergeTasks([making]));
    expect(lines()).toEqual(before);
    expect(disabled().map(({ textContent }) => textContent)).toEqual(['New version · 4 credits', 'CompareC']);
    act(() => void store.mergeTasks([later({ taskId: making.taskId, status: 'completed', version: 9 })]));
    expect(lines()).toEqual(before);
    expect(disabled()).toEqual([]);
  });
});

describe('two versions', () => {
  const newer = later({ status: 'completed' });

  it('are gone between by buttons and brackets, the newest first, and it stops at both ends', async () => {
    show([newer, old]);
    expect(shown()).toBe(newer.taskId);
    expect(screen.getByText('Version 2 of 2')).toBeTruthy();
    await userEvent.click(button('Previous version'));
    expect(shown()).toBe(old.taskId);
    await userEvent.keyboard('[[');
    expect(screen.getByText('Version 1 of 2')).toBeTruthy();
    act(() => button(/^Open picture 1/).focus());
    await userEvent.keyboard(']');
    // What keys do is loaded with the first one.
    await waitFor(() => expect(shown()).toBe(newer.taskId));
    expect(document.activeElement).toBe(button(/^Open picture 1/));
  });

  it('give way to a third when it comes, whichever was looked at', async () => {
    const store = show([old, newer]);
    await userEvent.click(button('Previous version'));
    const third = later({ status: 'completed', createdAt: '2026-01-01T10:00:09.000Z' });
    act(() => void store.mergeTasks([third]));
    expect(shown()).toBe(third.taskId);
  });

  it('the shown one is opened, and compared with the others', async () => {
    const onOpen = vi.fn();
    show([old, newer], { onOpen });
    await userEvent.click(button('Previous version'));
    await userEvent.click(button(/^Open picture 1/));
    expect(onOpen).toHaveBeenLastCalledWith(old.taskId);
    await choose('Compare');
    expect(onOpen).toHaveBeenLastCalledWith(old.taskId, 'compare');
  });

  it('the shown one is deleted, and the other one stays', async () => {
    show([old, newer]);
    api.on(`DELETE /api/images/${newer.taskId}`, () => new Response(null, { status: 204 }));
    await choose('Delete');
    expect(shown()).toBe(old.taskId);
    expect(api.bodies(`DELETE /api/images/${old.taskId}`)).toEqual([]);
  });
});

describe('a favourite', () => {
  const route = `PATCH /api/images/${old.taskId}`;
  const heart = () => button('Favourite').getAttribute('aria-pressed');

  it('is marked before the server answers, and stays', async () => {
    const store = show([old]);
    const held = Promise.withResolvers<Response>();
    api.on(route, () => held.promise);
    await userEvent.click(button('Favourite'));
    expect(heart()).toBe('true');
    const [image] = old.images;
    if (!image) throw new Error('a completed task has its picture');
    held.resolve(Response.json({ ...old, version: 4, images: [{ ...image, favourite: true }] }));
    await waitFor(() => expect(store.picture(old.taskId)?.images[0]?.favourite).toBe(true));
    expect(heart()).toBe('true');
    expect(api.bodies(route)).toEqual([{ favourite: true }]);
  });

  it('goes back to what it was when it was not saved', async () => {
    show([old]);
    api.cutOff(route);
    await userEvent.click(button('Favourite'));
    expect(await screen.findByText(/favourite wasn't saved/)).toBeTruthy();
    await waitFor(() => expect(heart()).toBe('false'));
  });
});

it('shows what it was made after, and keeps the place of one that is gone', async () => {
  // Nothing loads here, which is not the same as being gone.
  vi.spyOn(HTMLImageElement.prototype, 'complete', 'get').mockReturnValue(false);
  const referenceIds = Array.from({ length: 5 }, () => crypto.randomUUID());
  show([{ ...old, settings: { ...old.settings, referenceIds } }]);
  const corner = await screen.findByRole('img', { name: 'Made after 5 references' });
  expect(corner.querySelectorAll('img')).toHaveLength(3);
  expect(within(corner).getByText('+2')).toBeTruthy();
  const [first] = corner.querySelectorAll('img');
  if (first) fireEvent.error(first);
  expect(corner.querySelectorAll('img')).toHaveLength(2);
  expect(corner.querySelectorAll('svg')).toHaveLength(1);
});
