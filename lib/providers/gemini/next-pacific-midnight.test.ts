import { expect, it } from 'vitest';
import { nextPacificMidnight } from './next-pacific-midnight';

it.each([
  ['winter', '2026-12-01T20:00:00Z', '2026-12-02T08:00:00Z'],
  ['summer', '2026-07-01T20:00:00Z', '2026-07-02T07:00:00Z'],
  ['late in the Pacific evening', '2026-07-02T06:59:59Z', '2026-07-02T07:00:00Z'],
  ['midnight itself', '2026-07-02T07:00:00Z', '2026-07-03T07:00:00Z'],
  ['the evening before clocks go forward', '2026-03-08T05:00:00Z', '2026-03-08T08:00:00Z'],
  ['the day clocks go forward', '2026-03-08T12:00:00Z', '2026-03-09T07:00:00Z'],
  ['the day clocks go back', '2026-11-01T12:00:00Z', '2026-11-02T08:00:00Z'],
  ['the last day of a year', '2026-12-31T23:00:00Z', '2027-01-01T08:00:00Z'],
])('%s', (_, now, midnight) => {
  expect(nextPacificMidnight(new Date(now))).toEqual(new Date(midnight));
});
