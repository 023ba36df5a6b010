'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import type { PasswordState } from '@/lib/auth/change-password';
import { FormFault, useFormAction } from './form-action';

interface Props {
  /** For the browser's own keeper of passwords. */
  email: string;
  /** Whether the password of before has to be known. */
  asksCurrent: boolean;
  action: (state: PasswordState, form: FormData) => Promise<PasswordState>;
}

/** Another password for the account; works before scripts have come. */
export function PasswordForm({ email, asksCurrent, action }: Props) {
  const t = useTranslations('auth');
  const { state, submit, pending, ...posted } = useFormAction<PasswordState>(action, {}, () => ({
    fault: 'unreachable',
  }));
  const form = useRef<HTMLFormElement>(null);
  const { current, password } = state.fields ?? {};

  useEffect(() => {
    if (state.fields) form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
    // What was typed is no longer of use.
    if (state.changed) form.current?.reset();
  }, [state]);

  return (
    <form
      ref={form}
      action={posted.action}
      // React empties a form after its action; submitted like this it keeps what was typed.
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
      noValidate
      className="flex flex-col gap-4"
    >
      <h2 className="font-semibold text-base">{t('passwordTitle')}</h2>
      <FormFault refusal={state} />
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      {asksCurrent ? (
        <TextField
          label={t('currentPassword')}
          name="current"
          type="password"
          autoComplete="current-password"
          required
          error={current && t(current)}
        />
      ) : null}
      <TextField
        label={t('newPassword')}
        name="password"
        type="password"
        autoComplete="new-password"
        required
        hint={t('passwordHint')}
        error={password && t(password)}
      />
      <Button type="submit" size="lg" pending={pending} className="mt-1">
        {t('changePassword')}
      </Button>
      <p role="status" className="text-muted empty:hidden">
        {state.changed ? t('passwordChanged') : null}
      </p>
    </form>
  );
}
