import { expect } from '@playwright/test';
import { test } from '@/tests/support/studio-test';

const FAILURES = [
  { marker: 'safety', says: 'The model declined this one', button: 'Edit prompt' },
  { marker: 'no_image', says: 'No picture came back', button: 'Edit prompt' },
  { marker: 'bad_request', says: 'The model refused these settings', button: 'Edit prompt' },
  { marker: 'auth', says: 'The picture service refused our key', button: 'Copy details' },
  { marker: 'no_billing', says: 'The picture service refused our key', button: 'Copy details' },
  { marker: 'quota_0', says: 'The picture service refused our key', button: 'Copy details' },
  { marker: 'quota_day', says: 'The quota is used up', button: 'Choose another model' },
  { marker: 'error_503', says: 'The picture service was out of reach', button: 'Try again' },
  { marker: 'garbage', says: 'The picture arrived damaged', button: 'Try again' },
];

test('every failure says what happened, what to do, and that the credits are back', async ({
  page,
  studio,
}) => {
  for (const { marker } of FAILURES) await studio.send(`a picture [[${marker}]]`);
  const card = (marker: string) => studio.batch(`a picture [[${marker}]]`).getByRole('listitem');
  for (const { marker, says, button } of FAILURES) {
    await expect(card(marker)).toHaveAttribute('data-status', 'failed');
    await expect(card(marker).getByRole('heading')).toHaveText(says);
    await expect(card(marker)).toContainText('4 credits returned');
    await expect(card(marker).getByRole('button', { name: button })).toBeVisible();
  }
  await expect(studio.credits).toHaveText('100 credits');

  await card('safety').getByRole('button', { name: 'Edit prompt' }).click();
  await expect(studio.prompt).toHaveValue('a picture [[safety]]');
  await expect(studio.prompt).toBeFocused();

  await expect(card('quota_day')).toContainText(/Try again at \d+:\d\d/);
  await card('quota_day').getByRole('button', { name: 'Choose another model' }).click();
  await expect(page.getByRole('option', { name: /^Gemini 3 Pro Image/ })).toBeVisible();
  await expect(studio.prompt).toHaveValue('a picture [[quota_day]]');
  await page.keyboard.press('Escape');

  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await card('auth').getByRole('button', { name: 'Copy details' }).click();
  await expect(page.getByText('Details copied')).toBeVisible();
  const taskId = (await card('auth').getAttribute('id'))?.replace('card-', '');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`task ${taskId}`);
});

test('a card that waits for its retry says when it comes, and which one it is', async ({
  studio,
  gemini,
}) => {
  gemini.setBehaviour({ kind: 'quota_minute', retryDelay: '60s' });
  await studio.send('a patient picture');
  await expect(studio.cards).toContainText(/Trying again in \d+ s/);
  await expect(studio.cards).toContainText('2 of 4');
  await studio.cards.getByRole('button', { name: 'Cancel picture 1, costs nothing' }).click();
  await expect(studio.credits).toHaveText('100 credits');
});

test('trying again makes it, in the same slot', async ({ studio, gemini }) => {
  gemini.setBehaviour('garbage');
  await studio.send('a stubborn picture');
  await expect(studio.cards).toHaveAttribute('data-status', 'failed');
  await expect(studio.credits).toHaveText('100 credits');
  gemini.setBehaviour('ok');
  await studio.cards.getByRole('button', { name: 'Try again' }).click();
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
  await expect(studio.cards).toHaveCount(1);
  await expect(studio.credits).toHaveText('96 credits');
});

test('cancel on the card costs nothing, and can be taken up again', async ({ studio, gemini }) => {
  gemini.hold();
  await studio.send('second thoughts');
  await expect(studio.credits).toHaveText('96 credits');
  await studio.cards.getByRole('button', { name: 'Cancel picture 1, costs nothing' }).click();
  await expect(studio.cards).toHaveAttribute('data-status', 'canceled');
  await expect(studio.cards).toContainText('4 credits returned');
  await expect(studio.credits).toHaveText('100 credits');
  gemini.release();
  await studio.cards.getByRole('button', { name: 'Try again' }).click();
  await expect(studio.cards).toHaveAttribute('data-status', 'completed');
});
