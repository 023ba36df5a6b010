import { ApiError } from '@google/genai';
import { describe, expect, it } from 'vitest';
import { TaskError } from '@/lib/tasks/task-error';
import { mapGeminiError, nextPacificMidnight } from './map-gemini-error';

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

  const noQuota = (value: unknown) => ({ violations: [{ quotaId: PER_MINUTE, quotaValue: value }] });

  it.each([
    ['of a violation', [noQuota('0'), retryIn('30s')]],
    ['of a violation, as a number', [noQuota(0)]],
    ['beside others', [{ violations: [{ quotaId: PER_DAY, quotaValue: '50' }] }, noQuota('0')]],
    ['of an ErrorInfo', [{ reason: 'RATE_LIMIT_EXCEEDED', metadata: { quota_limit_value: '0' } }]],
  ])("with a quota of 0 %s is the operator's and final", (_, details) => {
    expect(exceeded(...details)).toMatchObject({
      code: 'provider_auth',
      retryable: false,
      retryAfterSeconds: undefined,
      availableAt: undefined,
    });
  });

  it('with a quota of 0 that stands in its words alone, as the service leaves a value of 0 out', () => {
    const said = (limit: string) =>
      mapGeminiError(
        new ApiError({
          status: 429,
          message: JSON.stringify({
            error: {
              message: `You exceeded your current quota.\n* Quota exceeded for metric: free_tier_requests, limit: ${limit}, model: x`,
              details: [violation(PER_DAY, PER_MINUTE), retryIn('30s')],
            },
          }),
        }),
        NOW,
      );
    expect(said('0')).toMatchObject({ code: 'provider_auth', retryable: false });
    expect(said('05')).toMatchObject({ code: 'provider_quota' });
    expect(said('0.5')).toMatchObject({ code: 'provider_quota' });
    expect(said('10')).toMatchObject({ code: 'provider_quota', availableAt: MIDNIGHT });
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

it.each([
  ['a place that is not served, or no billing', 400, { status: 'FAILED_PRECONDITION' }],
  ['a billing account that is closed', 400, { details: [{ reason: 'BILLING_DISABLED' }] }],
  ['an API that is not turned on', 403, { details: [{ reason: 'SERVICE_DISABLED' }] }],
  ['a suspended project', 400, { details: [{ reason: 'CONSUMER_SUSPENDED' }] }],
  ['payment that is due', 402, {}],
])("%s is the operator's and final", (_, status, error) => {
  const message = JSON.stringify({ error: { code: status, message: 'in words', ...error } });
  expect(mapGeminiError(new ApiError({ status, message }))).toMatchObject({
    code: 'provider_auth',
    retryable: false,
    availableAt: undefined,
  });
});

it('an outage is none of the key, whatever else it names', () => {
  const message = JSON.stringify({
    error: { status: 'FAILED_PRECONDITION', details: [{ reason: 'API_KEY_INVALID' }] },
  });
  expect(mapGeminiError(new ApiError({ status: 503, message }))).toMatchObject({
    code: 'provider_unavailable',
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
