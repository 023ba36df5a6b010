import { expect, test } from 'vitest';
import { FairSemaphore } from './fair-semaphore';

/** Work that ends when it is told to, and a record of the order in which it was begun. */
function desk(semaphore: FairSemaphore) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const ask = (owner: string, name: string, units = 1, signal?: AbortSignal) =>
    semaphore.run({ owner, units, signal }, async () => {
      begun.push(name);
      await new Promise<void>((resolve) => ends.set(name, resolve));
    });
  const end = async (name: string) => {
    ends.get(name)?.();
    await settled();
  };
  return { begun, ask, end };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('nobody waits behind the backlog of one user: six files of one, and another is next', async () => {
  const { begun, ask, end } = desk(new FairSemaphore({ units: 3, perOwner: 2 }));
  for (let file = 1; file <= 6; file++) void ask('one', `one ${file}`);
  void ask('other', 'other 1');
  await settled();
  expect(begun, 'a place is left for whoever comes').toEqual(['one 1', 'one 2', 'other 1']);
  void ask('third', 'third 1');
  void ask('other', 'other 2');
  await end('one 1');
  await end('one 2');
  await end('other 1');
  expect(begun.slice(3)).toEqual(['one 3', 'third 1', 'other 2']);
});

test('a large wish is not starved by small ones, and one above the limit gets all that one may have', async () => {
  const { begun, ask, end } = desk(new FairSemaphore({ units: 10, perOwner: 8 }));
  void ask('small', 'a', 4);
  void ask('large', 'b', 100);
  void ask('third', 'c', 1);
  await settled();
  expect(begun).toEqual(['a']);
  await end('a');
  expect(begun).toEqual(['a', 'b', 'c']);
});

test('who gives up leaves the line; who fails gives back', async () => {
  const semaphore = new FairSemaphore({ units: 1, perOwner: 1 });
  const { begun, ask, end } = desk(semaphore);
  const leaving = new AbortController();
  void ask('a', 'first');
  const gone = ask('b', 'gone', 1, leaving.signal);
  void ask('c', 'last');
  leaving.abort(new Error('canceled'));
  await expect(gone).rejects.toThrow('canceled');
  await end('first');
  await end('last');
  expect(begun).toEqual(['first', 'last']);
  await expect(semaphore.run({ owner: 'a' }, () => Promise.reject(new Error('broken')))).rejects.toThrow(
    'broken',
  );
  await expect(semaphore.run({ owner: 'a' }, async () => 'done')).resolves.toBe('done');
  await expect(ask('a', 'late', 1, AbortSignal.abort(new Error('before')))).rejects.toThrow('before');
});
