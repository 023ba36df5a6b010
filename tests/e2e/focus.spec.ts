import { expect, type Page } from '@playwright/test';
import { ended, generate, until } from '@/tests/support/follow';
import { test } from '@/tests/support/studio-test';

/** Does something, and looks where the focus is once the page has come to rest. */
function walk(page: Page) {
  const onBody = () =>
    page.evaluate(async () => {
      const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let rest = 0; rest < 3; rest += 1) await frame();
      return document.activeElement === null || document.activeElement === document.body;
    });
  return async (action: string, does: () => Promise<unknown>) => {
    await does();
    await expect.poll(onBody, { message: `after “${action}” the focus is on the body` }).toBe(false);
  };
}

test('the focus is never on the body after any action of card, batch, lightbox, palette, topic and gallery', async ({
  page,
  studio,
  account,
  gemini,
  allowError,
}) => {
  // Pictures are deleted while their previews are on the way.
  allowError(/404.*\/api\/images\//);
  for (const prompt of ['a pier', 'a fox', 'a well']) {
    const { taskIds } = await generate(account, { prompt, count: 4, newTopicId: crypto.randomUUID() });
    for (const id of taskIds) await until(account, id, ended);
  }
  await page.goto('/image-generator/all');
  await studio.ready();
  const act = walk(page);
  const press = (key: string) => page.keyboard.press(key);
  const dialog = (name: string) => page.getByRole('dialog', { name });
  const cards = studio.cards;
  const toFirst = async () => {
    await studio.prompt.focus();
    await press('Escape');
    await expect(cards.first()).toBeFocused();
  };
  const choose = (name: RegExp) => page.getByRole('menuitem', { name }).press('Enter');

  await act('load', async () => expect(studio.prompt).toBeFocused());
  await act('to the cards', toFirst);
  await act('favourite', () => press('f'));
  await act('menu', () => press('m'));
  await act('menu left', () => press('Escape'));
  await act('help', () => press('?'));
  await act('help left', () => press('Escape'));
  await act('palette', () => press('Control+k'));
  await act('palette left', () => press('Escape'));
  await act('delete', () => press('Delete'));
  await expect(cards).toHaveCount(11);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  await act('undo', () => press('Control+z'));
  await expect(cards).toHaveCount(12);
  await act('delete by menu', async () => {
    await press('m');
    await choose(/^Delete/);
    await expect(cards).toHaveCount(11);
  });
  await act('edit', async () => {
    await toFirst();
    await press('e');
  });
  await act('reuse', async () => {
    await toFirst();
    await press('r');
  });

  await act('lightbox', async () => {
    await toFirst();
    await press('Enter');
    await expect(dialog('Picture')).toBeVisible();
  });
  for (const key of ['f', 'ArrowRight', 'c', 'Escape', 'z', 'z'])
    await act(`lightbox: ${key}`, () => press(key));
  await act('lightbox: delete', () => press('Delete'));
  await act('lightbox left', async () => {
    await press('Escape');
    await expect(dialog('Picture')).toBeHidden();
  });

  gemini.hold();
  await act('variations', async () => {
    await toFirst();
    await press('v');
    await expect(cards).toHaveCount(14);
  });
  const inFirst = (name: RegExp) => cards.first().getByRole('button', { name });
  await act('cancel', async () => {
    await expect(inFirst(/^Cancel/)).toBeVisible();
    await toFirst();
    await press('Enter');
    await expect(inFirst(/^Cancel/)).toBeFocused();
    await press('Enter');
    await expect(cards.first()).toHaveAttribute('data-status', 'canceled');
  });
  await act('try again', async () => {
    await toFirst();
    await press('Enter');
    await expect(inFirst(/^Try again/)).toBeFocused();
    await press('Enter');
    await expect(cards.first()).not.toHaveAttribute('data-status', 'canceled');
  });
  const batch = page.getByRole('article').first();
  await act('cancel the batch', async () => {
    await batch.getByRole('button', { name: /^Cancel what is being made/ }).press('Enter');
    await expect(cards.nth(3)).toHaveAttribute('data-status', 'canceled');
    await expect(cards.first()).toHaveAttribute('data-status', 'canceled');
  });
  gemini.release();
  await act('try the batch again', async () => {
    await batch.getByRole('button', { name: /^Try 4 pictures/ }).press('Enter');
    await expect(cards.first()).toHaveAttribute('data-status', 'completed');
  });
  for (const name of [/^Reuse the prompt/, /^Settings only/, /^Delete all pictures/])
    await act(String(name), () => batch.getByRole('button', { name }).press('Enter'));

  const topics = page.getByRole('navigation', { name: 'Topics' });
  await act('rename a topic', async () => {
    await topics
      .getByRole('link', { name: /pier|fox|well/i })
      .first()
      .press('F2');
    await expect(page.getByRole('textbox', { name: 'Title of the topic' })).toBeFocused();
    await press('Enter');
  });
  await act('delete a topic', async () => {
    await topics
      .getByRole('button', { name: /^Options for/ })
      .first()
      .press('Enter');
    await choose(/^Delete/);
    await page
      .getByRole('alertdialog')
      .or(page.getByRole('dialog'))
      .getByRole('button', { name: 'Delete' })
      .press('Enter');
    await expect(page.getByRole('dialog')).toHaveCount(0);
  });
  await act('new topic', () => topics.getByRole('link', { name: 'New topic' }).press('Enter'));

  await page.getByRole('link', { name: 'Gallery' }).press('Enter');
  const pictures = page.getByRole('listbox', { name: 'Pictures' }).getByRole('option');
  await act('gallery: open and close', async () => {
    await pictures.first().press('Enter');
    await expect(dialog('Picture')).toBeVisible();
    await press('Escape');
    await expect(dialog('Picture')).toBeHidden();
  });
  await act('gallery: select and delete', async () => {
    const before = await pictures.count();
    await pictures.first().press('Space');
    await page.getByRole('button', { name: 'Delete', exact: true }).press('Enter');
    await expect(pictures).toHaveCount(before - 1);
  });
});
