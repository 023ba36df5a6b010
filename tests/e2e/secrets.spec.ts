import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from '@/tests/support/studio-test';

const BUILD = '.next/static';

test('no Supabase key or address is in anything that the browser loads', async ({
  page,
  app,
  studio,
  allowError,
}) => {
  allowError(/status of 404 .*\/nowhere/);
  const keys: string[] = Object.values(
    JSON.parse(readFileSync(join(app.env.DATA_DIR ?? '', 'keys.json'), 'utf8')),
  );
  expect(keys).toContain(app.publishableKey());
  const { host, port } = new URL(app.supabaseUrl);
  const secrets = [...keys, host, `localhost:${port}`, 'sb_publishable', 'sb_secret', 'supabase.co'];
  const loaded = new Map<string, string>();
  for (const file of readdirSync(BUILD, { recursive: true, withFileTypes: true })) {
    const path = join(file.parentPath, file.name);
    if (file.isFile()) loaded.set(path, readFileSync(path, 'utf8'));
  }
  expect(loaded.size).toBeGreaterThan(10);
  const answers: Promise<void>[] = [];
  page.on('response', (response) => {
    const text = response.text().then(
      (body) => void loaded.set(response.url(), body),
      // A redirect has no body, and neither has what was under way when the page was left.
      () => undefined,
    );
    answers.push(text);
  });
  const visit = async (path: string) => {
    const response = await page.goto(path);
    loaded.set(path, (await response?.text()) ?? '');
  };
  await visit('/image-generator');
  await studio.ready();
  await studio.send('nothing to hide');
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
  await studio.cards.getByRole('button', { name: /^Open/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.context().clearCookies();
  for (const path of ['/', '/login', '/signup', '/nowhere']) await visit(path);
  await Promise.all(answers);
  expect(loaded.get('/image-generator')).toContain('Nothing in the tray yet');
  expect(loaded.has(`${app.url}/api/generate-image/polling`)).toBe(true);
  for (const [name, body] of loaded)
    for (const secret of secrets) expect(body.includes(secret), `${secret} in ${name}`).toBe(false);
});
