import { expect } from '@playwright/test';
import { signUp } from '@/tests/support/app';
import { type AppOnPostgres, startAppOnPostgres } from '@/tests/support/app-on-postgres';
import { sessionCookies } from '@/tests/support/session-cookies';
import { StudioPage } from '@/tests/support/studio-page';
import { test as studioTest } from '@/tests/support/studio-test';

const GENERATE = '**/api/generate-image';

const test = studioTest.extend<object, { limited: AppOnPostgres }>({
  limited: [
    async ({ apps }, use) => {
      const limited = await startAppOnPostgres({
        SIGNUP_CREDITS: '100',
        GEMINI_API_KEY: 'test-key',
        GOOGLE_GEMINI_BASE_URL: apps.gemini.url,
        RATE_LIMIT_PER_MINUTE: '5',
      });
      await use(limited);
      await limited.close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ limited }, use) => use(limited.url),
});

test('ten prompts with a limit of five, one that fails, two while offline, a reload: each becomes its picture, once', async ({
  page,
  context,
  limited,
  gemini,
  allowError,
}) => {
  allowError(/status of (429|500)|ERR_INTERNET_DISCONNECTED/);
  const { database } = limited;
  const person = await signUp(limited);
  await context.addCookies(await sessionCookies(limited, person));
  const studio = new StudioPage(page);
  await studio.open();
  const before = gemini.requests.length;
  const prompts = Array.from({ length: 10 }, (_, index) => `night train no. ${index + 1}`);
  let failing = true;
  await page.route(GENERATE, async (route) => {
    if (!failing || !route.request().postData()?.includes('no. 3"')) return route.continue();
    failing = false;
    await route.fulfill({ status: 500, json: { error: { code: 'internal', message: 'x', requestId: 'r' } } });
  });
  const send = async (from: number, to: number) => {
    for (const prompt of prompts.slice(from, to)) await studio.send(prompt);
  };
  const accepted = async () => {
    const [row] =
      await database`select count(*)::integer from generation_requests where user_id = ${person.id}`;
    return row?.count;
  };

  await send(0, 6);
  await expect.poll(accepted).toBe(5);
  // The first five were sent almost a minute ago.
  await database`update generation_requests set created_at = created_at - interval '54 seconds'`;
  await send(6, 8);
  await expect(studio.batch('night train no. 8')).toContainText('a lot in one minute');
  await context.setOffline(true);
  await send(8, 10);
  await expect(studio.batch('night train no. 10')).toContainText('can’t be reached');
  await expect(page.getByRole('article')).toHaveCount(10);
  await context.setOffline(false);
  await page.reload();

  await expect(page.locator('li[data-status="completed"]')).toHaveCount(10, { timeout: 60_000 });
  for (const prompt of prompts) await expect(studio.batch(prompt)).toHaveCount(1);
  const asked = gemini.requests
    .slice(before)
    .flatMap(({ prompt }) => (prompt?.startsWith('night train') ? prompt : []));
  expect(asked.sort()).toEqual([...prompts].sort());
  await expect(studio.credits).toHaveText('60 credits');
  expect(
    await database`select distinct amount from credit_ledger where user_id = ${person.id} and kind = 'charge'`,
  ).toEqual([{ amount: -4 }]);
});
