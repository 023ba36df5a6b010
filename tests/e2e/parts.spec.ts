import { randomUUID } from 'node:crypto';
import { expect, type Locator } from '@playwright/test';
import en from '@/messages/en.json' with { type: 'json' };
import ptBR from '@/messages/pt-BR.json' with { type: 'json' };
import type { Account } from '@/tests/support/app';
import { expectClean } from '@/tests/support/expect-clean';
import { expectFits } from '@/tests/support/expect-fits';
import { ended, generate, until } from '@/tests/support/follow';
import { leftovers } from '@/tests/support/leftovers';
import { test } from '@/tests/support/studio-test';

const PLACES = [
  { place: 'on a desk, in English and the dark', t: en, locale: 'en', colorScheme: 'dark', width: 1440 },
  {
    place: 'on a phone, in Portuguese and on paper',
    t: ptBR,
    locale: 'pt-BR',
    colorScheme: 'light',
    width: 360,
  },
] as const;

/** A topic with a batch of two, a second version of its first picture, and an edit of that. */
async function furnish(account: Account): Promise<{ topicId: string; first: string }> {
  const topicId = randomUUID();
  await account.api('POST', '/api/topics', { id: topicId, title: 'Raposas' });
  const made = async (request: Record<string, unknown>) => {
    const { taskIds } = await generate(account, { topicId, ...request });
    for (const taskId of taskIds) await until(account, taskId, ended);
    return taskIds;
  };
  const [first = ''] = await made({ prompt: 'uma raposa', count: 2 });
  const version = (await (await account.api('POST', `/api/generate-image/${first}/retry`)).json()) as {
    taskId: string;
  };
  await until(account, version.taskId, ended);
  await made({ prompt: 'a raposa na neve', referenceIds: [first], parentId: first });
  return { topicId, first };
}

for (const { place, t, locale, colorScheme, width } of PLACES) {
  test.describe(place, () => {
    const phone = width < 1024;
    test.use({
      ...{ locale, colorScheme, viewport: { width, height: phone ? 740 : 900 } },
      ...{ hasTouch: phone, isMobile: phone, contextOptions: { reducedMotion: 'reduce' } },
    });

    test('every part says what it is, to eyes, fingers and screen readers', async ({
      page,
      studio,
      account,
    }) => {
      test.slow();
      const { topicId, first } = await furnish(account);
      const look = async (state: string, ready: Locator) => {
        await expect(ready, state).toBeVisible();
        await expectClean(page, state);
        if (phone) await expectFits(page, state);
        if (locale === 'pt-BR') expect(await leftovers(page), state).toEqual([]);
      };
      const button = (name: string, within: Locator = page.locator('body')) =>
        within.getByRole('button', { name, exact: true }).first();
      const dialog = page.getByRole('dialog');
      const card = page
        .locator('li[data-status]')
        .filter({ has: page.locator('[aria-label$="uma raposa"]') });

      await page.goto(`/image-generator/${topicId}`);
      await studio.ready();
      await look('a topic', card.first());
      await button(t.card.more, card.first()).press('Enter');
      await look('the menu of a picture', page.getByRole('menu'));
      await page.getByRole('menuitem', { name: t.card.useAsReference }).press('Enter');
      await look('a reference in the composer', page.getByRole('list', { name: t.references.label }));
      await card.first().focus();
      await page.keyboard.press('ArrowLeft');
      await look('an older version', card.first());

      if (phone) await button(t.nav.menu).press('Enter');
      await button(t.topics.menu.replace('{title}', 'Raposas')).press('Enter');
      await look('the menu of a topic', page.getByRole('menu'));
      await page.getByRole('menuitem', { name: t.topics.rename }).press('Enter');
      await look('a topic that is renamed', page.getByRole('textbox', { name: t.topics.titleField }));
      await page.keyboard.press('Escape');
      await button(t.topics.menu.replace('{title}', 'Raposas')).press('Enter');
      await page.getByRole('menuitem', { name: t.topics.delete }).press('Enter');
      await look('the question before a deletion', button(t.topics.deleteConfirm, dialog.last()));

      await page.goto(`/image-generator/${topicId}`);
      await studio.ready();
      await card
        .first()
        .getByRole('button', { name: /uma raposa$/ })
        .press('Enter');
      await look('the lightbox', button(t.lightbox.download));
      if (!phone) {
        await page.keyboard.press('?');
        await look('its keys', page.getByText(t.lightbox.keys.versions));
        await page.keyboard.press('Escape');
      }
      await page.keyboard.press('c');
      await look('a comparison', page.getByRole('slider', { name: t.compare.slider }));
      await button(t.compare.sideBySide).press('Enter');
      await look('side by side', button(t.compare.withSlider));

      await page.goto('/gallery');
      const pictures = page.getByRole('option');
      await expect(pictures).toHaveCount(4);
      await look('the gallery', pictures.first());
      await pictures.first().focus();
      await page.keyboard.press('Space');
      const bar = page.getByRole('region', { name: t.gallery.selectionActions });
      await look('a selection', bar);
      await bar.getByLabel(t.gallery.move).press('Enter');
      await look('topics to move to', page.getByRole('option', { name: 'Raposas' }));
      await page.keyboard.press('Escape');
      await button(t.gallery.delete, bar).press('Enter');
      await look('what can be undone', button(t.gallery.undo));
      await button(t.gallery.undo).press('Enter');
      await expect(pictures).toHaveCount(4);
      await button(t.gallery.date).press('Enter');
      await look('dates', page.getByText(t.gallery.dates.week));
      await page.goto('/gallery?q=girafa&favourite=1');
      await look('nothing found', page.getByRole('heading', { name: t.gallery.empty.nothing.title }));
      expect((await account.api('GET', `/api/images/${first}`)).status).toBe(200);
    });
  });
}
