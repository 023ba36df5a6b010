import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Feed } from '@/app/(studio)/image-generator/_components/feed/topic-feed';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { fakeApi } from '@/components/testing/fake-api';
import { makeTask } from '@/components/testing/make-task';
import { StudioFrame } from '@/components/testing/studio-frame';
import { keepFocus } from '@/components/ui/keyboard/keep-focus';
import type { PictureTask } from '@/lib/generation/schema';

const api = fakeApi();

// As after the first key of a page.
beforeAll(() => import('./card-keys'));

function batch(hour: number, statuses: PictureTask['status'][]) {
  const batchId = crypto.randomUUID();
  const createdAt = `2026-01-01T0${hour}:00:00.000Z`;
  return statuses.map((status, position) => makeTask({ batchId, createdAt, status, position }));
}

function open(tasks: readonly PictureTask[]) {
  const store = new PictureStore(tasks);
  const [onOpen, onReuse, onMake] = [vi.fn(), vi.fn(), vi.fn()];
  render(
    <StudioFrame store={store} onOpen={onOpen} onReuse={onReuse} onMake={onMake}>
      <main>
        <Feed empty={<a href="/">empty</a>} />
      </main>
    </StudioFrame>,
  );
  return { store, onOpen, onReuse, onMake };
}

const press = (keys: string) => userEvent.keyboard(keys);
const cardOf = ({ taskId }: PictureTask) => document.getElementById(`card-${taskId}`);
const focus = (task: PictureTask) => act(() => cardOf(task)?.focus());

const newer = batch(2, ['completed', 'completed', 'completed', 'completed']);
const older = batch(1, ['completed', 'failed']);
const [first, second, third, fourth] = newer as [PictureTask, PictureTask, PictureTask, PictureTask];
const [fifth, broken] = older as [PictureTask, PictureTask];

/** Four beside each other, and two under the first and the second. */
beforeEach(() => {
  const places = new Map([...newer, ...older].map(({ taskId }, at) => [`card-${taskId}`, at]));
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(function (this: HTMLElement) {
    const at = places.get(this.id) ?? 0;
    return new DOMRect((at % 4) * 100, Math.floor(at / 4) * 100, 90, 90);
  });
  history.replaceState(null, '', '/image-generator/all');
});

describe('the cards of a batch', () => {
  it('are one Tab stop, at the one that had the focus last', async () => {
    open([...newer, ...older]);
    await userEvent.tab();
    expect(document.activeElement).toBe(cardOf(first));
    await press('{ArrowRight}');
    await userEvent.tab();
    expect(document.activeElement).toBe(cardOf(fifth));
    await userEvent.tab({ shift: true });
    // From a card backwards, what can be done with its batch.
    while (cardOf(fifth)?.closest('article')?.contains(document.activeElement))
      await userEvent.tab({ shift: true });
    expect(document.activeElement).toBe(cardOf(second));
  });

  it('are walked by arrows as they lie, and on into the next batch', async () => {
    open([...newer, ...older]);
    focus(first);
    const walk = async (key: string) => {
      await press(`{${key}}`);
      return [...newer, ...older].findIndex((task) => cardOf(task) === document.activeElement);
    };
    expect(await walk('ArrowRight')).toBe(1);
    expect(await walk('ArrowDown')).toBe(5);
    expect(await walk('ArrowUp')).toBe(1);
    expect(await walk('End')).toBe(3);
    expect(await walk('ArrowRight')).toBe(4);
    expect(await walk('ArrowLeft')).toBe(3);
    expect(await walk('ArrowDown')).toBe(5);
    expect(await walk('ArrowDown')).toBe(5);
    expect(await walk('Home')).toBe(4);
  });

  it('open with Enter; one without a picture is gone into, and out of with Escape', async () => {
    const { onOpen } = open([...newer, ...older]);
    focus(third);
    await press('{Enter}');
    expect(onOpen).toHaveBeenCalledExactlyOnceWith(third.taskId);
    focus(broken);
    await press('{Enter}');
    expect(document.activeElement?.textContent).toBe('Try again');
    await userEvent.tab();
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Copy details');
    await press('{Escape}');
    expect(document.activeElement).toBe(cardOf(broken));
  });
});

describe('the key', () => {
  it.each([
    ['r', 'everything'],
    ['e', 'edit'],
  ])('%s hands the picture to the composer (%s)', async (key, kind) => {
    const { onReuse } = open(newer);
    focus(second);
    await press(key);
    expect(onReuse).toHaveBeenCalledExactlyOnceWith(
      kind,
      expect.objectContaining({ picture: { id: second.taskId } }),
    );
  });

  it.each([
    ['v', 'variations'],
    ['{Shift>}v{/Shift}', 'subtle'],
  ])('%s makes %s', async (key, kind) => {
    const { onMake } = open(newer);
    focus(second);
    await press(key);
    expect(onMake).toHaveBeenCalledExactlyOnceWith(
      kind,
      expect.objectContaining({ picture: { id: second.taskId } }),
    );
  });

  it('F marks a favourite, and M opens the menu, which names the keys', async () => {
    open(newer);
    api.json(`PATCH /api/images/${second.taskId}`, {
      ...second,
      version: 2,
      images: second.images.map((image) => ({ ...image, favourite: true })),
    });
    focus(second);
    await press('f');
    await waitFor(() =>
      expect(cardOf(second)?.querySelector('[aria-pressed]')?.getAttribute('aria-pressed')).toBe('true'),
    );
    await press('m');
    const item = await screen.findByRole('menuitem', { name: /^Variations · 16 credits/ });
    expect(item.getAttribute('aria-keyshortcuts')).toBe('V');
  });

  it.each(['{Control>}f{/Control}', '{Meta>}d{/Meta}', '{Alt>}r{/Alt}', 'q'])(
    '%s is nothing to a card',
    async (keys) => {
      const { onReuse } = open(newer);
      focus(second);
      await press(keys);
      expect(api.bodies(`PATCH /api/images/${second.taskId}`)).toEqual([]);
      expect(onReuse).not.toHaveBeenCalled();
    },
  );
});

describe('Delete', () => {
  let stop: () => void;
  beforeEach(() => {
    stop = keepFocus(() => screen.getByRole('link', { name: 'empty' }));
    for (const { taskId } of [...newer, ...older])
      api.on(`DELETE /api/images/${taskId}`, () => new Response(null, { status: 204 }));
  });
  afterEach(() => stop());

  it('takes the picture away, and the focus goes to the neighbour, never to the body', async () => {
    open([...newer, ...older]);
    focus(third);
    const left = [fourth, second, first, fifth, broken];
    for (const next of left) {
      await press('{Delete}');
      await waitFor(() => expect(document.activeElement).toBe(cardOf(next)));
    }
    await press('{Delete}');
    await waitFor(() => expect(document.activeElement?.textContent).toBe('empty'));
  });

  it('of a button with the focus leaves it with the card', async () => {
    open([...newer, ...older]);
    api.on(`POST /api/generate-image/${broken.taskId}/retry`, () => new Promise(() => undefined));
    focus(broken);
    await press('{Enter}{Enter}');
    await waitFor(() => expect(cardOf(broken)).toBeNull());
    expect(document.activeElement?.tagName).toBe('LI');
  });
});
