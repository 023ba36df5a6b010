import { expect, type Page } from '@playwright/test';
import { signUp } from '@/tests/support/app';
import { ended, generate, until } from '@/tests/support/follow';
import { sessionCookies } from '@/tests/support/session-cookies';
import { test } from '@/tests/support/studio-test';

/** What the page gets for an address, asked as an <img> would, which names no account; and how many bytes of it came over the network. */
const load = (page: Page, path: string) =>
  page.evaluate(async (path) => {
    performance.clearResourceTimings();
    const request = new XMLHttpRequest();
    request.open('GET', path);
    request.responseType = 'arraybuffer';
    await new Promise((resolve) => {
      request.onloadend = resolve;
      request.send();
    });
    const { byteLength } = request.response as ArrayBuffer;
    const [entry] = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    return { status: request.status, bytes: byteLength, sent: entry?.transferSize };
  }, path);

test('a picture is kept by the browser for its own account alone, and asked for again by its ETag when the session is renewed', async ({
  studio,
  account,
  app,
  context,
  page,
  allowError,
}) => {
  allowError(/404/);
  expect(studio).toBeTruthy();
  const { taskId } = await generate(account);
  await until(account, taskId, ended);
  const path = `/api/images/${taskId}`;
  const first = await load(page, path);
  expect(first).toMatchObject({ status: 200, bytes: expect.any(Number) });
  expect(await load(page, path), 'from the cache').toEqual({ ...first, sent: 0 });

  // Another session of the same account: other cookies, as after an hour.
  await context.addCookies(await sessionCookies(app, account));
  const again = await load(page, path);
  expect(again).toMatchObject({ status: 200, bytes: first.bytes });
  expect(again.sent, 'a 304').toBeLessThan(first.bytes / 2);
  expect((await load(page, path)).sent, 'from the cache again').toBe(0);

  await context.addCookies(await sessionCookies(app, await signUp(app)));
  expect((await load(page, path)).status, 'another account').toBe(404);
});
