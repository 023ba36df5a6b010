import { expect, test } from 'vitest';
import { ApiError } from '@/lib/errors';
import { unwrap } from './unwrap';

const failed = (status: number, code = '', details: string | null = null, message = 'of the database') => ({
  data: null,
  error: { code, message, details },
  status,
});

function told(result: Parameters<typeof unwrap>[0]): string {
  try {
    unwrap(result);
  } catch (error) {
    if (error instanceof ApiError) return error.code;
  }
  return 'nothing';
}

test.each([
  ['what a function raised', failed(402, 'PT402', '{"required": 4, "balance": 2}'), 'insufficient_credits'],
  ['ids that another account sent at the same moment', failed(409, '23505', 'Key (id)'), 'conflict'],
  ['no answer', failed(0), 'unavailable'],
  ['a gateway in trouble', failed(503, 'PGRST002'), 'unavailable'],
  ['a constraint', failed(400, '23514'), 'internal'],
])('%s becomes an error of the API, without the text of the database', (_, result, code) => {
  expect(() => unwrap(result)).toThrow(
    expect.objectContaining({ code, message: expect.not.stringMatching('of the database') }),
  );
});

test('data is handed on, nothing too', () => {
  expect(unwrap({ data: null, error: null, status: 204 })).toBeNull();
});

test.each([
  ['a statement that took too long', 500, '57014'],
  ['a deadlock', 500, '40P01'],
  ['a serialization failure', 500, '40001'],
  ['a standby in a failover', 405, '25006'],
  ['a lock that could not be had', 500, '55P03'],
  ['no connection left', 503, '53300'],
  ['a full disk', 503, '53100'],
  ['a shutdown', 503, '57P01'],
  ['a crash', 503, '57P02'],
  ['a database that starts', 503, '57P03'],
  ['a lost connection', 503, '08006'],
  ['a connection that was idle too long', 500, '25P03'],
  ['PostgREST without a connection', 503, 'PGRST000'],
  ['PostgREST whose pool is busy', 504, 'PGRST003'],
  ['a page of a gateway', 500, undefined],
  ['a gateway that refuses our key', 401, undefined],
  ['a gateway that is asked too often', 429, undefined],
])('%s passes: unavailable, so whoever insists asks again', (_, status, code) => {
  const { error } = failed(status);
  expect(told({ data: null, error: { ...error, code }, status })).toBe('unavailable');
});

test.each([
  ['a table that is missing', 404, '42P01'],
  ['a function that is missing', 404, 'PGRST202'],
  ['a syntax error', 400, '42601'],
  ['a right that is missing', 403, '42501'],
  ['a text that is no uuid', 400, '22P02'],
  ['a division by zero', 400, '22012'],
  ['a fault in PostgreSQL', 500, 'XX000'],
  ['a raise without a code of ours', 400, 'P0001'],
  ['a server without its secret', 500, 'PGRST300'],
])('%s is a fault of ours that time does not mend: internal', (_, status, code) => {
  expect(told(failed(status, code, '{"column": "secret"}'))).toBe('internal');
});

test.each([
  ['an expired token', 401, 'PGRST303'],
  ['a token of somebody else', 401, 'PGRST301'],
  ['a right that visitors do not have', 401, '42501'],
])('%s is unauthenticated', (_, status, code) => {
  expect(told(failed(status, code))).toBe('unauthenticated');
});

test('a row of an account that was deleted meanwhile is refused like its token, in any language of the database', () => {
  const gone = (constraint: string) =>
    failed(409, '23503', 'Key is not present', `Einfügen in Tabelle »uploads« verletzt »${constraint}«`);
  expect(told(gone('uploads_user_id_fkey'))).toBe('unauthenticated');
  expect(told(gone('batches_topic_id_fkey'))).toBe('conflict');
});

test('only what our functions raised is told to the person', () => {
  const details = (result: Parameters<typeof unwrap>[0]) => {
    try {
      unwrap(result);
    } catch (error) {
      return error instanceof ApiError ? error.details : error;
    }
  };
  expect(details(failed(404, 'PT404', '{"topicId": "is not there any more"}'))).toEqual({
    topicId: 'is not there any more',
  });
  expect(details(failed(500, '40P01', '{"waits": "of the database"}'))).toBeUndefined();
});
