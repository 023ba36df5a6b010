import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Allowance } from '@/lib/supabase/throttle';
import { admin, must } from '@/tests/support/database';

async function take(...allowances: Allowance[]): Promise<number> {
  const p_allowances = allowances.map((allowance) => ({ ...allowance }));
  return must(await admin().rpc('take_allowance', { p_allowances }));
}

const five = (key: string = randomUUID(), more: Partial<Allowance> = {}): Allowance => ({
  key,
  limit: 5,
  seconds: 3600,
  ...more,
});

test('what an allowance holds can be taken at once; the next has to wait for one unit to come back', async () => {
  const allowance = five();
  for (let taken = 0; taken < 5; taken += 1) expect(await take(allowance)).toBe(0);
  const waitMs = await take(allowance);
  expect(waitMs).toBeGreaterThan(700_000);
  expect(waitMs).toBeLessThanOrEqual(720_000);
});

test('all or nothing: where one allowance is used up, nothing is taken of the other', async () => {
  const used = five(undefined, { limit: 1 });
  const other = five(undefined, { limit: 1 });
  expect(await take(used)).toBe(0);
  expect(await take(used, other)).toBeGreaterThan(0);
  expect(await take(other)).toBe(0);
});

test('what is given back can be taken again, and no more than was taken', async () => {
  const allowance = five(undefined, { limit: 1 });
  expect(await take(allowance)).toBe(0);
  expect(await take({ ...allowance, take: -1 })).toBe(0);
  expect(await take({ ...allowance, take: -1 })).toBe(0);
  expect(await take(allowance)).toBe(0);
  expect(await take(allowance)).toBeGreaterThan(0);
});

test('one that asks for more than there ever is takes all there is', async () => {
  const allowance = five();
  expect(await take({ ...allowance, take: 50 })).toBe(0);
  expect(await take(allowance)).toBeGreaterThan(0);
});

test('simultaneous takers share what there is', async () => {
  const allowance = five();
  const waits = await Promise.all(Array.from({ length: 20 }, () => take(allowance)));
  expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
});
