import { expect, it, vi } from 'vitest';
import { makeTask } from '@/components/testing/make-task';
import type { GalleryResponse } from '@/lib/gallery/schema';
import { PictureList } from './picture-list';

const page = (names: string, nextCursor: string | null = null): GalleryResponse => ({
  tasks: [...names].map((taskId) => makeTask({ taskId, status: 'completed' })),
  nextCursor,
});

function listOf(first: GalleryResponse) {
  const calls: { query: string; cursor: string | null; answer: PromiseWithResolvers<GalleryResponse> }[] = [];
  const store = { mergeTasks: vi.fn() };
  const list = new PictureList(
    store,
    (query, cursor) => {
      const answer = Promise.withResolvers<GalleryResponse>();
      calls.push({ query, cursor, answer });
      return answer.promise;
    },
    '',
    first,
  );
  const shown = () => list.state().ids.join('');
  const reply = async (index: number, answer: GalleryResponse | Error) => {
    if (answer instanceof Error) calls[index]?.answer.reject(answer);
    else calls[index]?.answer.resolve(answer);
    await Promise.allSettled([calls[index]?.answer.promise]);
  };
  return { list, store, calls, shown, reply };
}

it('begins with what the server painted, asking nobody', () => {
  const { list, store, calls, shown } = listOf(page('ab', 'next'));
  expect([shown(), calls.length, list.state().loading]).toEqual(['ab', 0, null]);
  expect(store.mergeTasks).toHaveBeenCalledTimes(1);
});

it('appends pages once each, without pictures that are there already', async () => {
  const { list, calls, shown, reply } = listOf(page('ab', 'next'));
  list.more();
  list.more();
  expect(calls.map(({ cursor }) => cursor)).toEqual(['next']);
  await reply(0, page('bc', null));
  expect(shown()).toBe('abc');
  list.more();
  expect(calls).toHaveLength(1);
});

it('keeps the pictures until another question is answered, and drops answers that come too late', async () => {
  const { list, calls, shown, reply } = listOf(page('ab', 'next'));
  list.more();
  list.show('q=one');
  list.show('q=two');
  list.show('q=two');
  expect([shown(), list.state().loading]).toEqual(['ab', 'query']);
  await reply(2, page('xy'));
  await reply(1, page('late'));
  await reply(0, page('late'));
  expect([shown(), list.state().query, calls.length]).toEqual(['xy', 'q=two', 3]);
});

it('says what failed, waits to be asked, and then asks just that again', async () => {
  const { list, calls, shown, reply } = listOf(page('ab', 'next'));
  list.more();
  await reply(0, new Error('no connection'));
  expect(list.state().failed).toBe('more');
  list.more();
  expect(calls).toHaveLength(1);
  list.retry();
  await reply(1, page('c'));
  expect([calls[1]?.cursor, shown(), list.state().failed]).toEqual(['next', 'abc', null]);

  list.show('q=one');
  await reply(2, new Error('no connection'));
  list.retry();
  expect(calls[3]).toMatchObject({ query: 'q=one', cursor: null });
});

it('puts what has come since in front, and goes on loading where it was', async () => {
  const { list, calls, shown, reply } = listOf(page('cb', 'after b'));
  list.more();
  void list.loadNewer();
  await reply(1, page('dc', 'after c'));
  expect([shown(), list.state().loading]).toEqual(['dcb', 'more']);
  await reply(0, page('a'));
  expect([shown(), list.state().cursor, list.state().loading]).toEqual(['dcba', null, null]);

  void list.loadNewer();
  await reply(2, new Error('no connection'));
  expect([shown(), list.state().failed]).toEqual(['dcba', null]);

  void list.loadNewer();
  list.show('q=one');
  await reply(3, page('late'));
  expect([shown(), calls.length]).toEqual(['dcba', 5]);
});

it('with nothing beyond the first page, its end is the end', async () => {
  const { list, shown, reply } = listOf(page(''));
  void list.loadNewer();
  await reply(0, page('ba', 'after a'));
  expect([shown(), list.state().cursor]).toEqual(['ba', 'after a']);
});

it('a newer page that was asked for earlier and comes later says what was', async () => {
  const { list, shown, reply } = listOf(page('a'));
  void list.loadNewer();
  void list.loadNewer();
  await reply(1, page('cba'));
  await reply(0, page('ba'));
  expect(shown()).toBe('cba');

  void list.loadNewer();
  list.show('q=one');
  await reply(3, page('x'));
  list.show('');
  await reply(4, page('dcba'));
  await reply(2, page('cba'));
  expect(shown()).toBe('dcba');

  void list.loadNewer();
  list.paint('', page('edcba'));
  await reply(5, page('dcba'));
  expect(shown()).toBe('edcba');
});
