import { expect, it } from 'vitest';
import { dayOf, dayStart, shiftDay } from '@/lib/time/days';
import { filtersToQuery, filtersToSearch, NO_FILTERS, readFilters } from './gallery-filters';

const topicId = '01890000-0000-7000-8000-000000000001';
const params = {
  q: 'heron',
  model: 'gemini-3-pro-image',
  aspectRatio: '16:9',
  topicId,
  favourite: '1',
  from: '2026-10-25',
  to: '2026-10-25',
  sort: 'oldest',
};
const searchOf = (filters: ReturnType<typeof readFilters>) =>
  Object.fromEntries(new URL(filtersToSearch(filters), 'http://x').searchParams);

it('reads what it has written', () => {
  expect(searchOf(readFilters(params))).toEqual(params);
  expect(filtersToSearch(NO_FILTERS)).toBe('/gallery');
});

it('takes no nonsense from an address, and goes on with the rest', () => {
  const odd = {
    q: ['a', 'b'],
    topicId: 'x',
    favourite: 'yes',
    from: '2026-02-31',
    to: 'now',
    sort: 'up',
    model: 'm',
  };
  expect(readFilters(odd)).toEqual({ ...NO_FILTERS, model: 'm' });
  expect(readFilters({ q: ` \0${'🌊'.repeat(300)}` }).q).toBe('🌊'.repeat(200));
  expect(readFilters({ q: 'a\ud800' }).q.isWellFormed()).toBe(true);
});

it('asks for the days as they are where the person is', () => {
  const { from, to } = filtersToQuery(readFilters(params), 'America/Sao_Paulo');
  expect([from, to]).toEqual(['2026-10-25T03:00:00.000Z', '2026-10-26T03:00:00.000Z']);
  expect(filtersToQuery(NO_FILTERS, 'UTC')).toEqual({});
});

it('knows that a day in which the clocks are set has not 24 hours', () => {
  const { from, to } = filtersToQuery(readFilters(params), 'Europe/Lisbon');
  expect([from, to]).toEqual(['2026-10-24T23:00:00.000Z', '2026-10-26T00:00:00.000Z']);
  expect(dayStart('2026-03-29', 'Europe/Lisbon').toISOString()).toBe('2026-03-29T00:00:00.000Z');
  expect(dayStart('2026-03-30', 'Europe/Lisbon').toISOString()).toBe('2026-03-29T23:00:00.000Z');
});

it('tells the day of a moment, and days before and after it', () => {
  const night = Date.parse('2026-03-01T01:30:00Z');
  expect([dayOf(night, 'UTC'), dayOf(night, 'America/Sao_Paulo')]).toEqual(['2026-03-01', '2026-02-28']);
  expect([shiftDay('2026-03-01', -1), shiftDay('2026-12-31', 1)]).toEqual(['2026-02-28', '2027-01-01']);
});
