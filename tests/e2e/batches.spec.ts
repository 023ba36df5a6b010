import { expect } from '@playwright/test';
import { test } from '@/tests/support/studio-test';
import { watchShifts } from '@/tests/support/watch-shifts';

const SEED = 7000;

test('four pictures stand in slot order, whichever is first, and the fifth starts when a place is free', async ({
  page,
  studio,
  gemini,
}) => {
  const slots = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
  const fifth = Promise.withResolvers<void>();
  gemini.setBehaviour(({ prompt, seed = 0 }) => ({
    kind: 'ok',
    after: (prompt.includes('fifth') ? fifth : slots[seed - SEED])?.promise ?? Promise.resolve(),
  }));
  const statuses = () =>
    batch.getByRole('listitem').evaluateAll((cards) => cards.map((card) => card.dataset.status));
  const batch = studio.batch('four of a kind');

  await page.getByRole('button', { name: 'Seed' }).click();
  await page.getByRole('textbox', { name: 'Number' }).fill(String(SEED));
  await page.keyboard.press('Escape');
  await studio.choose('Images', '4');
  const post = page.waitForRequest('**/api/generate-image');
  await studio.send('four of a kind');
  const { taskIds } = (await post).postDataJSON() as { taskIds: string[] };
  await expect(batch).toContainText('0 of 4 ready');

  await studio.choose('Images', '1');
  await studio.send('the fifth');
  const waiting = studio.batch('the fifth').getByRole('listitem');
  await expect(waiting).toContainText('1st in line');
  await expect(waiting).toHaveAttribute('data-status', 'queued');

  const shifted = await watchShifts(page);
  slots[2]?.resolve();
  await expect.poll(statuses).toEqual(['processing', 'processing', 'completed', 'processing']);
  await expect(batch).toContainText('1 of 4 ready');
  await expect(waiting).toHaveAttribute('data-status', 'processing');

  slots[1]?.resolve();
  await expect.poll(statuses).toEqual(['processing', 'completed', 'completed', 'processing']);
  await expect(batch).toContainText('2 of 4 ready');
  expect((await studio.taskIds()).slice(1)).toEqual(taskIds);

  slots[3]?.resolve();
  slots[0]?.resolve();
  fifth.resolve();
  await expect(batch.getByRole('link', { name: /^Download all/ })).toBeVisible();
  await expect.poll(statuses).toEqual(['completed', 'completed', 'completed', 'completed']);
  await expect(waiting).toHaveAttribute('data-status', 'completed');
  expect(await shifted()).toEqual([]);
  await page.reload();
  expect((await studio.taskIds()).slice(1)).toEqual(taskIds);
  await expect(studio.credits).toHaveText('80 credits');
});
