import { ApiError } from '@google/genai';
import { describe, expect, it } from 'vitest';
import { TaskError } from '@/lib/tasks/task-error';
import { mapGeminiError } from './map-gemini-error';

const NOW = new Date('2026-11-21T03:00:00Z');
const MIDNIGHT = new Date('2026-11-21T08:00:00Z');
const PER_DAY = 'GenerateRequestsPerDayPerProjectPerModel-FreeTier';
const PER_MINUTE = 'GenerateRequestsPerMinutePerProjectPerModel-FreeTier';

const violation = (...quotaIds: string[]) => ({
  '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
  violations: quotaIds.map((quotaId) => ({ quotaMetric: 'requests', quotaId })),
});
const retryIn = (retryDelay: string) => ({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay });
const body = (...details: unknown[]) => JSON.stringify({ error: { code: 429, message: 'quota', details } });
const exceeded = (...details: unknown[]) =>
  mapGeminiError(new ApiError({ status: 429, message: body(...details) }), NOW);

describe('a 429', () => {
  it('per minute is tried again, not before the delay', () => {
    expect(exceeded(violation(PER_MINUTE), retryIn('34.07s'))).toMatchObject({
      code: 'provider_quota',
      retryable: true,
      retryAfterSeconds: 35,
      availableAt: undefined,
    });
  });

  it('per day is final until midnight Pacific time', () => {
    expect(exceeded(violation(PER_DAY), retryIn('30s'))).toMatchObject({
      code: 'provider_quota',
      retryable: false,
      availableAt: MIDNIGHT,
    });
  });

  it('per day waits for the delay when that is longer', () => {
    const { availableAt } = exceeded(violation(PER_DAY), retryIn('86400s'));
    expect(availableAt).toEqual(new Date(NOW.getTime() + 86_400_000));
  });

  it('of both kinds is per day', () => {
    expect(exceeded(violation(PER_MINUTE, PER_DAY)).retryable).toBe(false);
  });

  it('names its quota in ErrorInfo too', () => {
    expect(
      exceeded({ reason: 'RATE_LIMIT_EXCEEDED', metadata: { quota_limit: 'RequestsPerDay' } }).retryable,
    ).toBe(false);
  });

  it('wrapped once more, as the SDK does with another content type, is read all the same', () => {
    const wrapped = JSON.stringify({
      error: { message: body(violation(PER_DAY)), code: 429, status: 'Too Many' },
    });
    expect(mapGeminiError(new ApiError({ status: 429, message: wrapped }), NOW)).toMatchObject({
      retryable: false,
      availableAt: MIDNIGHT,
    });
  });

  it.each([
    '',
    'per day quota exceeded',
    '{}',
    '[]',
    '{"error":{"details":"PerDay"}}',
    body({ violations: 'PerDay' }),
  ])('that does not say which (%s) is tried again, whatever its words', (message) => {
    expect(mapGeminiError(new ApiError({ status: 429, message }), NOW)).toMatchObject({
      code: 'provider_quota',
      retryable: true,
      retryAfterSeconds: undefined,
    });
  });
});

it('an outage keeps the delay that it names', () => {
  const message = JSON.stringify({ error: { code: 503, details: [retryIn('12s')] } });
  expect(mapGeminiError(new ApiError({ status: 503, message }))).toMatchObject({ retryAfterSeconds: 12 });
});

it.each([
  [new TypeError('fetch failed'), 'provider_unavailable'],
  [new SyntaxError('Unexpected end of JSON input'), 'provider_unavailable'],
  [new DOMException('The operation timed out.', 'TimeoutError'), 'provider_timeout'],
  [new DOMException('This operation was aborted', 'AbortError'), 'provider_timeout'],
  [new Error('something else'), 'internal'],
  ['a string', 'internal'],
])('%s → %s, tried again, cause kept', (error, code) => {
  expect(mapGeminiError(error)).toMatchObject({ code, retryable: true, cause: error });
});

it('leaves a TaskError as it is', () => {
  const error = new TaskError('no_image', 'none', { retryable: false });
  expect(mapGeminiError(error)).toBe(error);
});
