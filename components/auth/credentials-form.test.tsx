import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { NextIntlClientProvider } from 'next-intl';
import { expect, test, vi } from 'vitest';
import type { Locale } from '@/i18n/locales';
import type { CredentialsState } from '@/lib/auth/credentials';
import en from '@/messages/en.json';
import ptBR from '@/messages/pt-BR.json';
import { CredentialsForm } from './credentials-form';

type Action = (state: CredentialsState, form: FormData) => Promise<CredentialsState>;

interface Options {
  mode?: 'signIn' | 'signUp';
  locale?: Locale;
  initial?: CredentialsState;
}

function show(action: Action, { mode = 'signIn', locale = 'en', initial = { email: '' } }: Options = {}) {
  render(
    <NextIntlClientProvider locale={locale} messages={locale === 'en' ? en : ptBR} timeZone="UTC">
      <CredentialsForm mode={mode} text="" action={action} next="/image-generator" initial={initial} />
    </NextIntlClientProvider>,
  );
  return userEvent.setup();
}

test('a refused password is said in words, and what was typed stays', async () => {
  const action = vi.fn<Action>(async () => ({ email: 'ana@example.com', fault: 'wrongPassword' }));
  const user = show(action);
  await user.type(screen.getByLabelText('Email'), 'ana@example.com');
  await user.type(screen.getByLabelText('Password'), 'not-this-one');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  await waitFor(() => expect(screen.getByRole('alert').textContent).toBe(en.auth.wrongPassword));
  expect(screen.getByLabelText<HTMLInputElement>('Email').value).toBe('ana@example.com');
  expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('not-this-one');
  const sent = action.mock.calls[0]?.[1];
  expect(Object.fromEntries(sent ?? [])).toEqual({
    email: 'ana@example.com',
    password: 'not-this-one',
    next: '/image-generator',
  });
});

test('a field with a fault is marked, described and focused', async () => {
  const user = show(
    async () => ({ email: 'ana', fields: { email: 'invalidEmail', password: 'passwordShort' } }),
    {
      mode: 'signUp',
    },
  );
  await user.click(screen.getByRole('button', { name: 'Create account' }));
  const email = screen.getByLabelText('Email');
  await waitFor(() => expect(email.getAttribute('aria-invalid')).toBe('true'));
  expect(document.activeElement).toBe(email);
  const password = screen.getByLabelText('Password');
  expect(document.getElementById(password.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
    en.auth.passwordShort,
  );
});

test('the button waits with the service and cannot be pressed twice', async () => {
  const action = vi.fn<Action>(() => new Promise(() => undefined));
  const user = show(action);
  const button = screen.getByRole('button', { name: 'Sign in' });
  await user.click(button);
  await waitFor(() => expect(button.getAttribute('aria-busy')).toBe('true'));
  await user.click(button);
  expect(action).toHaveBeenCalledTimes(1);
});

test('an account that waits for its e-mail says where to look', async () => {
  show(async (state) => state, { mode: 'signUp', initial: { email: 'ana@example.com', checkMail: true } });
  expect(screen.getByRole('status').textContent).toContain('ana@example.com');
  expect(screen.getByRole('link', { name: 'Sign in' }).getAttribute('href')).toContain('/login');
});

test('a form that does not get through says so, and what was typed stays', async () => {
  vi.spyOn(console, 'info').mockReturnValue();
  const action = vi.fn<Action>(() => Promise.reject(new Error('Failed to find Server Action')));
  const user = show(action);
  await user.type(screen.getByLabelText('Email'), 'ana@example.com');
  await user.type(screen.getByLabelText('Password'), 'correct horse');
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  await waitFor(() => expect(screen.getByRole('alert').textContent).toBe(en.auth.unreachable));
  expect(screen.getByLabelText<HTMLInputElement>('Password').value).toBe('correct horse');
});

test('it speaks Portuguese', () => {
  show(async (state) => state, { locale: 'pt-BR', initial: { email: '', fault: 'unreachable' } });
  expect(screen.getByRole('alert').textContent).toBe(ptBR.auth.unreachable);
  expect(screen.getByRole('link', { name: 'Crie uma' }).getAttribute('href')).toBe(
    '/signup?next=%2Fimage-generator',
  );
});
