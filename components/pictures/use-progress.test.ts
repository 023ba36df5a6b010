import { expect, it } from 'vitest';
import { progress } from './use-progress';

const estimate = { p50Ms: 20_000, p90Ms: 40_000 };

it('counts down to the median', () => {
  expect(progress(2000, estimate)).toMatchObject({ phase: 'left', leftMs: 18_000 });
});

it('goes on filling between the median and the 90th percentile', () => {
  const early = progress(21_000, estimate);
  const late = progress(39_000, estimate);
  expect(early.phase).toBe('almost');
  expect(late.ring ?? 0).toBeGreaterThan(early.ring ?? 0);
  expect(late.ring ?? 1).toBeLessThan(1);
});

it('admits that it is slow from the 90th percentile on', () => {
  expect(progress(40_000, estimate)).toMatchObject({ phase: 'slow', ring: null });
});

it('claims nothing without an estimate', () => {
  expect(progress(5000, undefined)).toMatchObject({ phase: 'unknown', ring: null });
});

it('survives quantiles that are equal', () => {
  expect(progress(5000, { p50Ms: 5000, p90Ms: 5000 }).phase).toBe('slow');
});
