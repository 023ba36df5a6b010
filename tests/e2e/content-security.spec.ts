import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type BrowserContext, expect } from '@playwright/test';
import ptBR from '@/messages/pt-BR.json' with { type: 'json' };
import { test } from '@/tests/support/studio-test';

/** Every page.tsx by its address; one with a parameter would need a case of its own here. */
const PAGES = readdirSync('app', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('page.tsx'))
  .map((file) => join('/', dirname(file)).replace(/\/\([^)]+\)/g, '') || '/');

const NOT_FOUND = ['/nowhere', '/nowhere.txt', '/_next/nowhere', '/%ff'];

/** What the browser itself says was against the policy, from now on. */
async function watchViolations(context: BrowserContext): Promise<string[]> {
  const violations: string[] = [];
  await context.exposeFunction('reportViolation', (text: string) => violations.push(text));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) => {
      const report = Reflect.get(window, 'reportViolation') as (text: string) => void;
      report(`${violatedDirective} ${blockedURI} ${sample}`);
    });
  });
  return violations;
}

test('every page has a policy with a nonce of its own, and no inline script without it', async ({
  app,
  account,
  studio,
  page,
}) => {
  await expect(studio.cards, account.email).toHaveCount(0);
  expect(PAGES).toEqual(expect.arrayContaining(['/', '/login', '/signup', '/image-generator']));
  const nonces = new Set<string>();
  for (const path of [...PAGES, ...PAGES, ...NOT_FOUND]) {
    const response = await page.request.get(app.url + path);
    const policy = response.headers()['content-security-policy'] ?? '';
    const [, nonce = ''] = /script-src 'self' 'nonce-([^']{22,})' 'strict-dynamic';/.exec(policy) ?? [];
    expect(nonce, path).not.toBe('');
    nonces.add(nonce);
    const scripts = (await response.text()).match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length, path).toBeGreaterThan(5);
    expect(
      scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`)),
      path,
    ).toEqual([]);
  }
  expect(nonces.size).toBe(2 * PAGES.length + NOT_FOUND.length);
});

for (const colorScheme of ['dark', 'light'] as const) {
  test.describe(`in the ${colorScheme} theme`, () => {
    test.use({ colorScheme });

    test('nothing that a person does is against the policy', async ({
      page,
      context,
      studio,
      allowError,
    }) => {
      allowError(/status of 404/);
      const violations = await watchViolations(context);
      await page.reload();
      await studio.ready();
      await studio.send('a lighthouse');
      await expect(studio.cards).toHaveAttribute('data-status', 'completed');
      await studio.send('a picture [[safety]]');
      await expect(studio.cards.first()).toHaveAttribute('data-status', 'failed');

      const picture = studio.batch('a lighthouse');
      await picture.getByRole('button', { name: /^Open/ }).click();
      await expect(page.getByRole('dialog').getByRole('img')).toBeVisible();
      await page.keyboard.press('Escape');
      for (const name of ['Credits', 'Seed', 'Exclude', 'Account', 'Language']) {
        await page.getByRole('button', { name: new RegExp(`^${name}`) }).click();
        await expect(page.getByRole('dialog').or(page.getByRole('menu'))).toBeVisible();
        await page.keyboard.press('Escape');
        await expect(page.getByRole('dialog').or(page.getByRole('menu'))).toBeHidden();
      }
      await studio.choose('Aspect ratio', /^16:9/);

      // The answer that brings the other language brings another nonce, and the page must go on with its first.
      await page.getByRole('button', { name: /^Language/ }).click();
      await page.getByRole('menuitemradio', { name: 'Português' }).click();
      await expect(page.locator('html')).toHaveAttribute('lang', 'pt-BR');
      const other = colorScheme === 'dark' ? 'Papel' : 'Câmara escura';
      await page.getByRole('button', { name: /^Tema/ }).click();
      await page.getByRole('menuitemradio', { name: other }).click();
      await expect(page.locator('html')).toHaveClass(colorScheme === 'dark' ? /light/ : /dark/);
      await page.keyboard.press('Escape');
      await page
        .locator('li[id^="card-"]')
        .last()
        .getByRole('button', { name: ptBR.card.more })
        .press('Enter');
      await page.getByRole('menuitem', { name: ptBR.card.delete }).press('Enter');
      await expect(page.getByRole('button', { name: 'Desfazer' })).toBeVisible();

      await context.clearCookies();
      const visit = async (path: string) => {
        const other = await context.newPage();
        await other.goto(path, { waitUntil: 'networkidle' });
        await other.close();
      };
      await Promise.all([...PAGES, ...NOT_FOUND].map(visit));
      expect(violations).toEqual([]);
    });
  });
}

test('a script that was smuggled into a page does not run', async ({ page, context, allowError }) => {
  allowError(/Content Security Policy|net::ERR/);
  const violations = await watchViolations(context);
  const smuggled = `
    <script>window.ran = 'inline'</script>
    <script nonce="guessed">window.ran = 'nonce'</script>
    <script src="data:text/javascript,window.ran='data'"></script>
    <img alt="" src="data:," onerror="window.ran = 'handler'">
    <iframe srcdoc="<script>parent.ran = 'frame'</script>"></iframe>
    <base href="https://example.com/">`;
  await page.route('**/login', async (route) => {
    const response = await route.fetch();
    const html = await response.text();
    await route.fulfill({ response, body: html.replace('</body>', `${smuggled}</body>`) });
  });
  await page.goto('/login');
  const inserted = `<img alt="" src="data:," onerror="window.ran = 'inserted'">`;
  await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), inserted);
  await expect
    .poll(() => violations.map((text) => text.split(' ')[0]).sort())
    .toEqual([
      'base-uri',
      'script-src-attr',
      'script-src-elem',
      'script-src-elem',
      'script-src-elem',
      'script-src-elem',
    ]);
  expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined();
  // The page's own scripts work beside all that.
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Enter your password.')).toBeVisible();
});
