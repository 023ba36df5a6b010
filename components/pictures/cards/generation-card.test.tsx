import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { fakeApi } from '@/components/testing/fake-api';
import { insertSent, makeTask } from '@/components/testing/make-task';
import { SlotCards } from '@/components/testing/slot-cards';
import { StudioFrame } from '@/components/testing/studio-frame';
import type { PictureTask } from '@/lib/generation/schema';

const NOW = '2026-01-01T10:00:10.000Z';
const estimate = { p50Ms: 18_000, p90Ms: 30_000 };
const api = fakeApi();

function show(given: Partial<PictureTask>, props: { onReuse?: () => void; onOpen?: () => void } = {}) {
  const task = makeTask({ version: 3, ...given });
  const store = new PictureStore();
  store.mergeTasks([task]);
  render(
    <StudioFrame store={store} now={NOW} {...props}>
      <SlotCards />
    </StudioFrame>,
  );
  return { task, store, card: card() };
}

const card = () => screen.getByRole('listitem', { name: 'Picture 1 of 4' });
const failed = (
  code: string,
  more: Partial<NonNullable<PictureTask['error']>> = {},
): Partial<PictureTask> => ({
  status: 'failed',
  error: { code, message: 'not for people', refunded: true, ...more },
});
const button = (name: string | RegExp) => screen.getByRole('button', { name });

async function choose(item: string | RegExp) {
  await userEvent.click(button('More'));
  await userEvent.click(await screen.findByRole('menuitem', { name: item }));
}

beforeEach(() => {
  // The database's clock goes on from performance.now, which stands still here.
  vi.spyOn(performance, 'now').mockReturnValue(1000);
});

describe('being made', () => {
  it('counts from the true start and says how long it takes', () => {
    const { card: box } = show({ startedAt: '2026-01-01T10:00:00.000Z', estimate });
    expect(box.textContent).toContain('Developing about 8 s left');
    expect(box.textContent).toContain('0:10');
  });

  it('admits that it is slower than usual', () => {
    const { card: box } = show({ startedAt: '2026-01-01T09:59:30.000Z', estimate });
    expect(box.textContent).toContain('slower than usual');
  });

  it('claims nothing without an estimate', () => {
    const { card: box } = show({ startedAt: '2026-01-01T10:00:00.000Z' });
    expect(box.textContent).toContain('Developing0:10');
  });

  it('is called starting, and has no cancel, before the server has answered', () => {
    const store = new PictureStore();
    const asked = { prompt: 'fog', model: 'm', settings: { aspectRatio: '1:1', imageSize: '1K' } };
    insertSent(store, { ...asked, key: 'k', taskIds: ['a'], topicId: null, createdAt: NOW });
    render(
      <StudioFrame store={store}>
        <SlotCards />
      </StudioFrame>,
    );
    expect(card().textContent).toBe('Starting');
    expect(screen.queryByRole('button')).toBeNull();
  });
});

describe('waiting', () => {
  it('says its place in the queue', () => {
    const { card: box } = show({ status: 'queued', queuePosition: 2, estimate });
    expect(box.textContent).toContain('2nd in line about');
  });

  it('counts down to the next try and says which one it is', () => {
    const { card: box } = show({ status: 'queued', retryAt: '2026-01-01T10:00:15.000Z' });
    expect(box.textContent).toContain('Trying again in 5 s 2 of 4');
  });

  it('is canceled on the card, which says that it costs nothing', async () => {
    const { task, store } = show({ status: 'queued', queuePosition: 1 });
    api.json(`POST /api/generate-image/${task.taskId}/cancel`, {
      ...task,
      status: 'canceled',
      version: 4,
      error: undefined,
    });
    await userEvent.click(button('Cancel picture 1, costs nothing'));
    await waitFor(() => expect(store.get(task.taskId)?.status).toBe('canceled'));
    expect(card().textContent).toContain('Canceled · 4 credits returned');
  });

  it('says so when its picture was made before the cancel came', async () => {
    const { task } = show({});
    api.refuse(`POST /api/generate-image/${task.taskId}/cancel`, 409, 'conflict', { status: 'made' });
    await userEvent.click(button('Cancel picture 1, costs nothing'));
    const made = await screen.findByRole('button', { name: 'Already made, here in a moment' });
    expect(made).toHaveProperty('disabled', true);
  });

  it('stays as it is when it had ended before the cancel came', async () => {
    const { task } = show({ status: 'processing' });
    api.refuse(`POST /api/generate-image/${task.taskId}/cancel`, 409, 'conflict');
    const cancel = button('Cancel picture 1, costs nothing');
    await userEvent.click(cancel);
    await waitFor(() => expect(cancel).toHaveProperty('disabled', false));
    expect(cancel.textContent).toBe('Cancel, costs nothing');
  });
});

describe('failed', () => {
  it('says what happened, that the credits are back, and offers to edit a declined prompt', async () => {
    const onReuse = vi.fn();
    const { task, card: box } = show(failed('safety_blocked'), { onReuse });
    expect(box.textContent).toContain('The model declined this one');
    expect(box.textContent).toContain('4 credits returned');
    await userEvent.click(button('Edit prompt'));
    const { prompt, model, settings } = task;
    expect(onReuse).toHaveBeenCalledWith('everything', { prompt, model, settings });
  });

  it('offers another model while the quota of this one is used up, and names the time when it is back', async () => {
    const onReuse = vi.fn();
    const { task, card: box } = show(failed('provider_quota', { retryAt: '2026-01-01T14:03:00.000Z' }), {
      onReuse,
    });
    expect(box.textContent).toMatch(/Try again at 2:03/);
    await userEvent.click(button('Choose another model'));
    expect(onReuse).toHaveBeenCalledWith('model', expect.objectContaining({ prompt: task.prompt }));
  });

  it('names the time when trying again may help', () => {
    show(failed('provider_unavailable', { retryAt: '2026-01-01T14:03:00.000Z' }));
    expect(button(/Try again at 2:03/)).toHaveProperty('disabled', true);
  });

  it('offers to try again once the quota is back', () => {
    show(failed('provider_quota', { retryAt: '2026-01-01T09:00:00.000Z' }));
    expect(button('Try again')).toHaveProperty('disabled', false);
  });

  it('offers the details where only the operator can help', async () => {
    const user = userEvent.setup();
    const { task } = show(failed('provider_auth'));
    await user.click(button('Copy details'));
    const copied = await navigator.clipboard.readText();
    expect(copied).toContain(task.taskId);
    expect(copied).toContain('provider_auth');
  });

  it('has words for a code it does not know, and promises no refund that was not made', () => {
    const { card: box } = show(failed('something_new', { refunded: false }));
    expect(box.textContent).toContain('Something broke on our side');
    expect(box.textContent).not.toContain('returned');
  });
});

describe('trying again', () => {
  it('puts a new card into the slot before the server answers', async () => {
    const { task, store } = show(failed('provider_timeout'));
    const { promise, resolve } = Promise.withResolvers<Response>();
    api.on(`POST /api/generate-image/${task.taskId}/retry`, () => promise);
    await userEvent.click(button('Try again'));
    expect(card().textContent).toBe('Starting');
    const [taskId] = store.rows()[0]?.slots.map((slot) => slot.taskId) ?? [];
    resolve(
      Response.json({
        status: 'processing',
        taskId,
        taskIds: [taskId],
        batchId: task.batchId,
        topicId: null,
        credits: { charged: 4, balance: 0 },
        estimate: null,
        nextPollMs: 1000,
      }),
    );
    await waitFor(() => expect(store.openIds()).toEqual([taskId]));
  });

  it('brings the failure back and says why when it is refused', async () => {
    const { task } = show(failed('provider_timeout'));
    api.refuse(`POST /api/generate-image/${task.taskId}/retry`, 402, 'insufficient_credits');
    await userEvent.click(button('Try again'));
    expect((await screen.findByRole('alert')).textContent).toContain("don't have enough credits");
    expect(card().textContent).toContain('It took too long');
  });

  it('says that a reference is gone, and what to do', async () => {
    const { task } = show(failed('provider_timeout'));
    api.refuse(`POST /api/generate-image/${task.taskId}/retry`, 404, 'not_found', {
      referenceIds: 'is gone',
    });
    await userEvent.click(button('Try again'));
    expect((await screen.findByRole('alert')).textContent).toContain(
      "A reference of this picture isn't there",
    );
  });

  it('sends the same id again when no answer came, so that it is charged once', async () => {
    const { task } = show(failed('provider_timeout'));
    const route = `POST /api/generate-image/${task.taskId}/retry`;
    api.cutOff(route);
    await userEvent.click(button('Try again'));
    await screen.findByRole('alert');
    await userEvent.click(button('Try again'));
    await waitFor(() => expect(api.bodies(route)).toHaveLength(2));
    await screen.findByRole('alert');
    const [first, second] = api.bodies(route);
    expect(second).toEqual(first);
  });
});

describe('completed', () => {
  it('shows the picture in its size, and opens it', async () => {
    const onOpen = vi.fn();
    const { task } = show({ status: 'completed' }, { onOpen });
    const picture = screen.getByRole('img', { name: task.prompt });
    expect(picture.getAttribute('width')).toBe('1024');
    expect(picture.getAttribute('src')).toContain('variant=thumb');
    await userEvent.click(button(/^Open picture 1/));
    expect(onOpen).toHaveBeenCalledWith(task.taskId);
  });

  it('develops when it comes while the page is open', () => {
    const { task, store, card: box } = show({ status: 'processing' });
    const { images: _, ...row } = task;
    act(() => void store.mergeTasks([makeTask({ ...row, status: 'completed', version: 9 })]));
    const picture = screen.getByRole('img', { name: task.prompt });
    expect(picture.className).toContain('opacity-0');
    fireEvent.load(picture);
    expect(picture.className).toContain('animate-develop');
    expect(box.isConnected).toBe(true);
  });

  it('is hidden at once when deleted, and undone', async () => {
    const { task } = show({ status: 'completed' });
    api.on(`DELETE /api/images/${task.taskId}`, () => new Response(null, { status: 204 }));
    api.json(`POST /api/images/${task.taskId}/restore`, { ...task, version: 5 });
    await choose('Delete');
    expect(screen.queryByRole('img', { name: task.prompt })).toBeNull();
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByRole('img', { name: task.prompt })).toBeTruthy();
  });

  it('comes back and says so when deleting did not work', async () => {
    const { task } = show({ status: 'completed' });
    api.cutOff(`DELETE /api/images/${task.taskId}`);
    await choose('Delete');
    expect(await screen.findByText(/Nothing was deleted/)).toBeTruthy();
    expect(screen.getByRole('img', { name: task.prompt })).toBeTruthy();
  });
});
