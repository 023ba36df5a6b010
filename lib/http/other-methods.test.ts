import { expect, test } from 'vitest';
import { otherMethods } from './other-methods';

const ask = (method: string) => new Request('http://here.invalid', { method });

test('what a route does not serve is 405 with what it serves, in the form of every error', async () => {
  const { PUT, PATCH, POST, OPTIONS, ...rest } = otherMethods('GET', 'DELETE');
  expect(Object.keys(rest)).toEqual([]);
  for (const [method, handler] of Object.entries({ PUT, POST, PATCH })) {
    const response = await handler(ask(method));
    expect([response.status, response.headers.get('allow')]).toEqual([405, 'DELETE, GET, HEAD, OPTIONS']);
    expect(await response.json()).toEqual({
      error: {
        code: 'invalid_request',
        message: `This route does not take ${method}. Use one of DELETE, GET, HEAD, OPTIONS.`,
        details: { method: 'is not one of DELETE, GET, HEAD, OPTIONS' },
        requestId: response.headers.get('x-request-id'),
      },
    });
  }
  const options = await OPTIONS(ask('OPTIONS'));
  expect([options.status, options.headers.get('allow')]).toEqual([204, 'DELETE, GET, HEAD, OPTIONS']);
});

test('a route without GET refuses HEAD too', async () => {
  const { HEAD } = otherMethods('POST');
  expect((await HEAD(ask('HEAD'))).status).toBe(405);
});
