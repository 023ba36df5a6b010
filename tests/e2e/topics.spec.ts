import { expect, type Locator, type Page, type Route } from '@playwright/test';
import ptBR from '@/messages/pt-BR.json' with { type: 'json' };
import type { Account } from '@/tests/support/app';
import { ended, generate, until } from '@/tests/support/follow';
import { test } from '@/tests/support/studio-test';

const GENERATE = '**/api/generate-image';
const TOPIC = /\/image-generator\/[0-9a-f]{8}-[0-9a-f-]{27}$/;

const topicsOf = (page: Page): Locator => page.getByRole('navigation', { name: 'Topics' });
const linkTo = (page: Page, title: string): Locator =>
  topicsOf(page).getByRole('link', { name: title, exact: true });
const bodyOf = (route: Route) => route.request().postDataJSON() as Record<string, unknown>;

/** A topic with one batch in it, through the API. */
async function makeTopic(account: Account, title: string, request: Record<string, unknown> = {}) {
  const topicId = crypto.randomUUID();
  await account.api('POST', '/api/topics', { id: topicId, title });
  const { taskIds } = await generate(account, { ...request, topicId });
  return { topicId, taskIds };
}

test('sending opens a topic: the address, the list and the next sending know it at once, and its title comes', async ({
  page,
  studio,
  gemini,
}) => {
  gemini.hold();
  const posts: Route[] = [];
  await page.route(GENERATE, (route) => void posts.push(route));
  await studio.send('a heron at dawn');
  await expect(page).toHaveURL(TOPIC);
  const topicId = page.url().split('/').at(-1);
  await expect(topicsOf(page).getByRole('link', { name: 'New topic' }).last()).toHaveAttribute(
    'aria-current',
    'page',
  );
  await studio.send('a second heron');
  await expect(studio.cards).toHaveCount(2);
  await expect.poll(() => posts.length).toBe(2);
  expect(posts.map((route) => bodyOf(route).newTopicId)).toEqual([topicId, topicId]);
  // Whichever is taken first opens the topic.
  for (const post of posts) {
    const answer = page.waitForResponse(GENERATE);
    await post.continue();
    await answer;
  }
  await page.unroute(GENERATE);

  // The first words of the prompt, until the text model has found better ones.
  const link = topicsOf(page).getByRole('link', { name: /heron/ });
  await expect(link).toContainText('2 pictures are being made');
  gemini.release();
  await expect(studio.cards.first()).toHaveAttribute('data-status', 'completed');
  await expect(linkTo(page, 'On a heron at')).toHaveAttribute('aria-current', 'page');
  const cover = linkTo(page, 'On a heron at').locator('img');
  await expect(cover).not.toHaveJSProperty('naturalWidth', 0);

  await page.reload();
  await expect(page).toHaveURL(`/image-generator/${topicId}`);
  await expect(page).toHaveTitle(/^On a heron at/);
  await expect(studio.cards).toHaveCount(2);
  await topicsOf(page).getByRole('link', { name: 'New topic' }).click();
  await expect(page).toHaveURL('/image-generator/new');
  await expect(studio.cards).toHaveCount(0);
  gemini.hold();
  const third = page.waitForRequest(GENERATE);
  await studio.send('a kite');
  expect((await third).postDataJSON()).not.toMatchObject({ newTopicId: topicId });
  await expect(studio.cards).toContainText('Developing');
  const kite = page.url();

  // What ends in another topic is told, and its "View" leads there.
  await linkTo(page, 'On a heron at').click();
  await expect(studio.cards).toHaveCount(2);
  gemini.release();
  await page
    .getByRole('region', { name: /Notifications/ })
    .getByRole('button', { name: 'View' })
    .click();
  await expect(page).toHaveURL(kite);
  await expect(studio.cards).toHaveCount(1);
  await expect(studio.cards).toBeFocused();
  await linkTo(page, 'On a heron at').click();
  await expect(page).toHaveURL(`/image-generator/${topicId}`);
  await page.goto('/image-generator');
  await expect(page).toHaveURL(`/image-generator/${topicId}`);
  await page.goto('/image-generator/all');
  await expect(studio.cards).toHaveCount(3);
});

test('a first sending that is refused turns the address back and leaves no topic', async ({
  page,
  studio,
  allowError,
}) => {
  allowError(/status of 402/);
  await page.goto('/image-generator/new');
  await studio.ready();
  await studio.choose('Model', /^Gemini 3 Pro/);
  await studio.choose('Size', /^4K/);
  await studio.choose('Images', '4');
  const posts: Route[] = [];
  await page.route(GENERATE, (route) => void posts.push(route));
  await studio.send('a castle');
  await expect.poll(() => posts.length).toBe(1);
  await topicsOf(page).getByRole('link', { name: 'New topic', exact: true }).click();
  await expect(page).toHaveURL('/image-generator/new');
  const accepted = page.waitForResponse(GENERATE);
  await posts[0]?.continue();
  await accepted;
  await page.unroute(GENERATE);
  await expect(topicsOf(page).getByRole('link', { name: 'a castle' })).toBeVisible();
  await expect(page, 'an answer leads nobody away').toHaveURL('/image-generator/new');
  await studio.send('another castle');
  await expect(studio.batch('another castle').getByRole('alert')).toContainText('you have 44');
  await expect(page).toHaveURL('/image-generator/new');
  await expect(studio.cards).toHaveCount(0);
  await expect(topicsOf(page).getByRole('listitem')).toHaveCount(1);
});

test('a topic is renamed and deleted by keyboard alone, and the deletion counts what goes', async ({
  page,
  account,
  studio,
  gemini,
}) => {
  const { taskIds } = await makeTopic(account, 'Logo ideas', { count: 2 });
  for (const taskId of taskIds) await until(account, taskId, ended);
  gemini.hold();
  const { topicId } = await makeTopic(account, 'Postcards');
  await page.goto(`/image-generator/${topicId}`);
  await studio.ready();
  await expect(topicsOf(page).getByRole('listitem')).toHaveText([/^Postcards1/, 'Logo ideas']);

  await linkTo(page, 'Logo ideas').press('F2');
  const field = page.getByRole('textbox', { name: 'Title of the topic' });
  await expect(field).toBeFocused();
  await page.keyboard.type('x'.repeat(101));
  await page.keyboard.press('Enter');
  await expect(field).toHaveAccessibleDescription('Use 1 to 100 characters.');
  await page.keyboard.press('Escape');
  await expect(linkTo(page, 'Logo ideas')).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.type('Marks for a bakery');
  await page.keyboard.press('Enter');
  await expect(linkTo(page, 'Marks for a bakery')).toBeFocused();
  await expect(page.getByText('The topic is now called “Marks for a bakery”')).toBeAttached();
  await page.reload();
  await studio.ready();

  const options = page.getByRole('button', { name: 'Options for “Marks for a bakery”' });
  await options.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Rename' })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toHaveAccessibleName('Delete “Marks for a bakery” and its 2 pictures?');
  await page.keyboard.press('Escape');
  await expect(options).toBeFocused();

  await page.getByRole('button', { name: 'Options for “Postcards”' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
  await expect(dialog).toHaveAccessibleName('Delete “Postcards”?');
  await expect(dialog).toContainText('One picture is still being made: it is canceled');
  await dialog.getByRole('button', { name: 'Delete' }).press('Enter');
  await expect(page).toHaveURL('/image-generator/new');
  await expect(topicsOf(page).getByRole('listitem')).toHaveText(['Marks for a bakery']);
  await expect(topicsOf(page).getByRole('link', { name: 'New topic' })).toBeFocused();
  await expect(studio.credits).toHaveText('92 credits');
  await page.goto('/image-generator/all');
  await expect(studio.cards).toHaveCount(2);
});

test('what is no topic of this person leads to their pictures', async ({ page, studio, account }) => {
  const { topicId } = await makeTopic(account, 'Mine');
  for (const id of [crypto.randomUUID(), 'nothing', '%F0%9F%8C%B2']) {
    await page.goto(`/image-generator/${id}`);
    await expect(page.getByRole('status').filter({ hasText: /^This topic isn't there/ })).toBeVisible();
    await expect(page).toHaveURL('/image-generator');
    await expect(studio.cards).toHaveCount(1);
  }
  await page.reload();
  await studio.ready();
  await expect(page.getByText(/^This topic isn't there/)).toHaveCount(0);
  await page.goto(`/image-generator/${topicId}`);
  await studio.ready();
  await account.api('DELETE', `/api/topics/${topicId}`);
  await page.reload();
  await expect(page).toHaveURL('/image-generator');
  await expect
    .poll(async () => (await page.context().cookies()).map((cookie) => cookie.name))
    .not.toContain('topic');
});

test('among all topics a first prompt stays among them, with those that follow in one topic', async ({
  page,
  studio,
  account,
}) => {
  await makeTopic(account, 'Mine');
  await page.goto('/image-generator/all');
  await studio.ready();
  for (const [index, words] of ['a heron', 'a second heron'].entries()) {
    await studio.send(words);
    await expect(studio.cards).toHaveCount(index + 2);
    await expect(studio.cards.first()).toHaveAttribute('data-status', 'completed');
    await expect(page).toHaveURL('/image-generator/all');
  }
  const link = topicsOf(page).getByRole('link', { name: /heron/ });
  await expect(link).toHaveCount(1);
  await link.click();
  await expect(studio.cards).toHaveCount(2);
});

test('what is sent while one looks at older pictures is told, and one key leads to it', async ({
  page,
  studio,
  account,
}) => {
  for (let turn = 0; turn < 6; turn++)
    await generate(account, { prompt: `heron ${turn}`, aspectRatio: '1:4' });
  await page.goto('/image-generator/all');
  await expect(studio.cards).toHaveCount(6);
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await studio.send('a new one');
  const chip = page.getByRole('button', { name: '1 new' });
  await expect(chip).toBeVisible();
  await chip.press('Enter');
  await expect(studio.cards.first()).toBeFocused();
  await expect(studio.cards.first()).toBeInViewport();
  await expect(chip).toHaveCount(0);
});

test.describe('at 360 px, in Brazilian Portuguese', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'pt-BR' });

  test('a drawer leads to topics, and the page says which one it is', async ({ page, account, studio }) => {
    await makeTopic(account, 'Cartões-postais de uma viagem muito longa pelo litoral');
    await page.goto('/image-generator/new');
    await studio.page.getByRole('button', { name: ptBR.nav.menu, exact: true }).tap();
    const drawer = page.getByRole('dialog', { name: ptBR.nav.menu });
    await expect(drawer.getByRole('link', { name: ptBR.nav.gallery })).toBeVisible();
    await drawer.getByRole('link', { name: /^Cartões-postais/ }).tap();
    await expect(drawer).toBeHidden();
    await expect(page).toHaveURL(TOPIC);
    await expect(page.getByRole('main').getByText(/^Cartões-postais/)).toBeVisible();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);

    await page.getByRole('button', { name: ptBR.nav.menu, exact: true }).tap();
    await drawer.getByRole('button', { name: /^Opções de “Cartões/ }).tap();
    await page.getByRole('menuitem', { name: ptBR.topics.delete }).tap();
    await page.getByRole('button', { name: ptBR.topics.deleteConfirm, exact: true }).tap();
    await expect(page).toHaveURL('/image-generator/new');
  });
});
