import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NextIntlClientProvider } from 'next-intl';
import { expect, test, vi } from 'vitest';
import { Toaster } from '@/components/ui/toaster';
import en from '@/messages/en.json';
import { CopyButton } from './copy-button';

function show() {
  const user = userEvent.setup();
  render(
    <NextIntlClientProvider locale="en" messages={en} timeZone="UTC">
      <CopyButton text="curl -sS 'x'" />
      <Toaster />
    </NextIntlClientProvider>,
  );
  return { user, button: screen.getByRole('button', { name: 'Copy the example' }) };
}

test('copies the example and says so', async () => {
  const { user, button } = show();
  await user.click(button);
  expect(await navigator.clipboard.readText()).toBe("curl -sS 'x'");
  expect(await screen.findByText('Copied')).toBeTruthy();
});

test('says when the browser did not let it', async () => {
  const { user, button } = show();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'));
  await user.click(button);
  expect(await screen.findByText("Your browser didn't let us copy")).toBeTruthy();
});
