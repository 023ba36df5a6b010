import { readFile } from 'node:fs/promises';
import { expect, type Page } from '@playwright/test';
import sharp from 'sharp';
import { dropOnComposer } from '@/tests/support/drop-on-composer';
import { expectClean } from '@/tests/support/expect-clean';
import { expectFits } from '@/tests/support/expect-fits';
import type { FileToDrop } from '@/tests/support/files-to-drop';
import { pasteFile } from '@/tests/support/paste-file';
import { sessionCookies } from '@/tests/support/session-cookies';
import type { StudioPage } from '@/tests/support/studio-page';
import { test } from '@/tests/support/studio-test';

const GENERATE = '**/api/generate-image';

async function png(name: string, background: string, width = 64, height = 48): Promise<FileToDrop> {
  const picture = sharp({ create: { width, height, channels: 3, background } });
  return { name, mimeType: 'image/png', buffer: await picture.png().toBuffer() };
}

const text: FileToDrop = { name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('only words') };

const references = (page: Page) => page.getByRole('button', { name: /^Reference \d+ of \d+/ });
const notice = (page: Page) => page.getByRole('form', { name: 'Make a picture' }).getByRole('alert');
const names = (page: Page) =>
  references(page).evaluateAll((thumbnails) =>
    thumbnails.map((thumbnail) => thumbnail.getAttribute('aria-label')),
  );

/** What a picture mostly is of: red, green or blue. */
async function colourOf(bytes: Buffer): Promise<string> {
  const { channels } = await sharp(bytes).stats();
  const means = channels.slice(0, 3).map(({ mean }) => mean);
  return ['red', 'green', 'blue'][means.indexOf(Math.max(...means))] ?? '';
}

async function chips(studio: StudioPage): Promise<string[]> {
  const form = studio.page.getByRole('form', { name: 'Make a picture' });
  return [await studio.prompt.inputValue(), ...(await form.getByRole('combobox').allTextContents())].concat(
    await form.getByRole('button', { name: /^Seed|^Exclude/ }).allTextContents(),
  );
}

test('references are picked, pasted and dropped, put in order by keyboard, survive a reload, and are sent in order', async ({
  page,
  studio,
  gemini,
}) => {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'References' }).click();
  await (await chooser).setFiles([await png('red.png', '#a02020'), text]);
  await expect(notice(page)).toContainText("“notes.png” can't be opened as a picture");
  await expect(references(page)).toHaveCount(1);
  await pasteFile(page, await png('green.png', '#20a020'));
  await expect(references(page)).toHaveCount(2);
  await dropOnComposer(page, [await png('blue.png', '#2020a0', 3000, 1500)]);
  await expect
    .poll(() => names(page))
    .toEqual(['Reference 1 of 3, red.png', 'Reference 2 of 3, green.png', 'Reference 3 of 3, blue.png']);

  await references(page).last().focus();
  await page.keyboard.press('Space');
  const live = page.locator('[id^="dnd-kit-announcement"]');
  await expect(live).toHaveText('Picked up reference 3 of 3.');
  await page.keyboard.press('ArrowLeft');
  await expect(live).toHaveText('Moved to place 2 of 3.');
  await page.keyboard.press('Space');
  await expect(live).toHaveText('Put down at place 2 of 3.');
  const inOrder = ['Reference 1 of 3, red.png', 'Reference 2 of 3, blue.png', 'Reference 3 of 3, green.png'];
  await expect.poll(() => names(page)).toEqual(inOrder);
  await expect(references(page).nth(1)).toBeFocused();

  await page.reload();
  await studio.ready();
  await expect.poll(() => names(page)).toEqual(inOrder);
  await references(page).first().press('Delete');
  await expect(references(page)).toHaveCount(2);
  await expect(references(page).first()).toBeFocused();

  const before = gemini.requests.length;
  await studio.send('two colours side by side');
  const request = (await gemini.received(before + 1)).at(-1);
  const sent = request?.references ?? [];
  expect(await Promise.all(sent.map(({ bytes }) => colourOf(bytes)))).toEqual(['blue', 'green']);
  expect(await sharp(sent[0]?.bytes).metadata()).toMatchObject({ width: 2048, height: 1024 });
});

test('reuse says what it changed and is undone; an edit keeps its lineage; a reference that is gone is named; the gallery leads back', async ({
  page,
  studio,
  account,
  allowError,
}) => {
  allowError(/status of 404/);
  await studio.choose('Aspect ratio', '3:4');
  await studio.send('a fox in fog');
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
  const [pictureId = ''] = await studio.taskIds();

  await studio.choose('Aspect ratio', '16:9');
  await studio.prompt.fill('my own words');
  const mine = await chips(studio);
  await page.getByRole('button', { name: /^Reuse the prompt and settings/ }).click();
  // Not one that is just leaving.
  const toast = page.locator('[data-sonner-toast][data-removed="false"]');
  await expect(toast).toContainText('Prompt and ratio replaced');
  await expect(studio.prompt).toHaveValue('a fox in fog');
  await expect(studio.prompt).toBeFocused();
  await toast.getByRole('button', { name: 'Undo' }).click();
  expect(await chips(studio)).toEqual(mine);

  await studio.cards.first().getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Edit', exact: true }).click();
  await expect(toast).toContainText('Write what should change in this picture');
  await expect(page.getByText('Editing “a fox in fog”')).toBeVisible();
  await expect(studio.prompt).toHaveValue('');
  const post = page.waitForRequest(GENERATE);
  await studio.send('the same in snow');
  expect((await post).postDataJSON()).toMatchObject({ referenceIds: [pictureId], parentId: pictureId });
  await expect(studio.cards.first()).toHaveAttribute('data-status', 'completed');

  // What comes next is not about that picture any more.
  await expect(page.getByText('Editing “a fox in fog”')).toBeHidden();
  await expect(references(page)).toHaveCount(0);

  await studio.cards.last().getByRole('button', { name: 'Use as reference' }).click();
  await expect(references(page)).toHaveCount(1);
  await account.api('DELETE', `/api/images/${pictureId}`);
  await studio.send('and once more');
  await expect(page.getByText(/^A reference or the topic was deleted meanwhile/)).toBeVisible();
  await expect(references(page)).toHaveAccessibleName(/no longer there$/);
  await expect(studio.prompt).toHaveValue('and once more');
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await studio.generate.click();
  await expect(studio.batch('and once more').getByRole('listitem')).toHaveAttribute(
    'data-status',
    'completed',
  );
});

test('the ZIP of a batch and a picture of it restore the form that made them', async ({
  page,
  studio,
  account,
}) => {
  await studio.choose('Aspect ratio', '16:9');
  await studio.choose('Images', '4');
  await page.getByRole('button', { name: 'Seed' }).click();
  await page.getByRole('textbox', { name: 'Number' }).fill('7100');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Exclude' }).click();
  await page.getByRole('textbox', { name: 'What should not be in it' }).fill('text & frames');
  await page.keyboard.press('Escape');
  await pasteFile(page, await png('red.png', '#a02020'));
  await expect(
    studio.page.getByRole('button', { name: 'Reference 1 of 1, red.png', exact: true }),
  ).toBeVisible();
  await studio.prompt.fill('a <lighthouse> in “fog”');
  const form = await chips(studio);
  const post = page.waitForRequest(GENERATE);
  await studio.generate.click();
  const { taskIds, topicId: _, newTopicId: __, ...body } = (await post).postDataJSON();
  const batch = studio.batch('a <lighthouse> in “fog”');
  const link = batch.getByRole('link', { name: /^Download all/ });
  await expect(link).toBeVisible();
  const download = page.waitForEvent('download');
  await link.click();
  const zip = await readFile(await (await download).path());

  async function forget() {
    await studio.prompt.fill('');
    await page.evaluate(() => localStorage.clear());
    await page.reload();
    await studio.ready();
    await studio.choose('Size', /^2K/);
    await studio.prompt.fill('something else');
  }

  await forget();
  const other = await chips(studio);
  await dropOnComposer(page, [
    { name: 'cut.zip', mimeType: 'application/zip', buffer: zip.subarray(0, 5000) },
  ]);
  await expect(notice(page)).toContainText("“cut.zip” can't be opened");
  expect(await chips(studio)).toEqual(other);

  await dropOnComposer(page, [{ name: 'fog.zip', mimeType: 'application/zip', buffer: zip }]);
  await expect(page.getByText('The settings of this batch are restored')).toBeVisible();
  expect(await chips(studio)).toEqual(form);
  await expect(references(page)).toHaveAccessibleName('Reference 1 of 1');
  const again = page.waitForRequest(GENERATE);
  await page.route(GENERATE, (route) => route.abort('aborted'), { times: 1 });
  await studio.generate.click();
  const { taskIds: ids, topicId: ___, newTopicId: ____, ...sent } = (await again).postDataJSON();
  expect(sent).toEqual(body);
  expect(ids).toHaveLength(4);

  // The provider's bytes are known by their hash, ours by what stands in them; either can be a reference instead.
  const [, second = ''] = taskIds as string[];
  for (const variant of ['', '?variant=thumb']) {
    await forget();
    const bytes = await account.api('GET', `/api/images/${second}${variant}`);
    const mimeType = bytes.headers.get('content-type') ?? '';
    await dropOnComposer(page, [
      { name: 'second', mimeType, buffer: Buffer.from(await bytes.arrayBuffer()) },
    ]);
    await expect(page.getByText('The settings of this picture are restored')).toBeVisible();
    await expect(studio.prompt).toHaveValue('a <lighthouse> in “fog”');
    await expect(page.getByRole('button', { name: 'Seed' })).toHaveText('Seed7101');
  }
  await page.getByRole('button', { name: 'Use as reference instead' }).click();
  await expect(studio.prompt).toHaveValue('something else');
  await expect(page.getByRole('button', { name: 'Reference 1 of 1, second', exact: true })).toBeVisible();
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'pt-BR' });

  test('references fit fingers, in Portuguese, and axe finds nothing in any of their states', async ({
    page,
    account,
    app,
    context,
    allowError,
  }) => {
    allowError(/ERR_FAILED/);
    await context.addCookies(await sessionCookies(app, account));
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto('/image-generator/new');
    const picker = page.locator('input[type="file"]');
    const thumbnails = page.getByRole('button', { name: /^Referência \d+ de \d+/ });
    const files = ['#a02020', '#20a020', '#2020a0', '#808020'].map((colour, place) =>
      png(`${place}.png`, colour),
    );
    await picker.setInputFiles([...(await Promise.all(files)), text]);
    await expect(thumbnails.last()).toHaveAccessibleName('Referência 4 de 4, 3.png');
    await page.route('**/api/upload', (route) => route.abort('failed'), { times: 1 });
    await picker.setInputFiles([await png('longe.png', '#208080')]);
    const failed = page.getByRole('alert').filter({ hasText: '“longe.png” não foi enviada' });
    await expect(failed).toBeVisible();
    await expectFits(page, 'references in every state');
    await expectClean(page, 'references in every state');
    await failed.getByRole('button', { name: 'Tentar de novo' }).tap();
    await expect(thumbnails.last()).toHaveAccessibleName('Referência 5 de 5, longe.png');
    await page.getByRole('button', { name: 'Remover a referência 1' }).tap();
    await expect(thumbnails).toHaveCount(4);
  });
});
