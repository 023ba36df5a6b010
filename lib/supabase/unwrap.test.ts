import { expect, test } from 'vitest';
import { unwrap } from './unwrap';

const failed = (status: number, code = '', details: string | null = null) => ({
  data: null,
  error: { code, message: 'of the database', details },
  status,
});

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
