'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { Button } from '@/components/ui/button';
import { TextField } from '@/components/ui/text-field';
import type { CredentialsState } from '@/lib/auth/credentials';
import { FormFault, useFormAction } from './form-action';

interface Props {
  /** `keep`: a guest becomes an account. `forgot`: the e-mail alone, for a link to a new password. */
  mode: 'signIn' | 'signUp' | 'keep' | 'forgot';
  /** Under the heading. */
  text: string;
  action: (state: CredentialsState, form: FormData) => Promise<CredentialsState>;
  /** Where to go afterwards; also handed on to the other form. */
  next: string | undefined;
  initial: CredentialsState;
  /** Where a new password is to be had, if anywhere. */
  forgot?: string | undefined;
}

const LINK =
  'self-start rounded font-medium text-foreground underline decoration-hairline-strong underline-offset-4 hover:decoration-current';

const CHECK_MAIL = {
  signIn: 'checkMailText',
  signUp: 'checkMailText',
  keep: 'keepCheckMailText',
  forgot: 'forgotCheckMailText',
} as const;

/** E-mail and password, for signing in and up and for keeping what a guest has; works before scripts have come. */
export function CredentialsForm({ mode, text, action, next, initial, forgot }: Props) {
  const t = useTranslations('auth');
  const { state, submit, pending, ...posted } = useFormAction<CredentialsState>(
    action,
    initial,
    ({ email }) => ({
      email,
      fault: 'unreachable',
    }),
  );
  const form = useRef<HTMLFormElement>(null);
  const { email: emailFault, password: passwordFault } = state.fields ?? {};
  const other = mode === 'signIn' ? '/signup' : '/login';

  useEffect(() => {
    if (state.fields) form.current?.querySelector<HTMLInputElement>('[aria-invalid="true"]')?.focus();
  }, [state]);

  const otherWay =
    mode === 'keep' ? null : (
      <p className="text-muted">
        {t.rich(mode === 'signIn' ? 'noAccount' : 'haveAccount', {
          link: (label) => (
            <Link href={next ? `${other}?next=${encodeURIComponent(next)}` : other} className={LINK}>
              {label}
            </Link>
          ),
        })}
      </p>
    );

  if (state.checkMail) {
    return (
      <div role="status" className="flex flex-col gap-4">
        <h1 className="font-semibold text-2xl tracking-tight">{t('checkMailTitle')}</h1>
        <p className="mt-1.5 text-muted leading-relaxed">{t(CHECK_MAIL[mode], { email: state.email })}</p>
        {otherWay}
      </div>
    );
  }

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
      <div className="mb-3">
        <h1 className="font-semibold text-2xl tracking-tight">{t(`${mode}Title`)}</h1>
        <p className="mt-1.5 text-muted">{text}</p>
      </div>
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <FormFault refusal={state} />
      <TextField
        label={t('email')}
        name="email"
        type="email"
        autoComplete="username"
        required
        defaultValue={state.email}
        error={emailFault && t(emailFault)}
      />
      {mode === 'forgot' ? null : (
        <TextField
          label={t('password')}
          name="password"
          type="password"
          autoComplete={mode === 'signIn' ? 'current-password' : 'new-password'}
          required
          hint={mode === 'signIn' ? undefined : t('passwordHint')}
          error={passwordFault && t(passwordFault)}
        />
      )}
      <Button type="submit" variant="primary" size="lg" pending={pending} className="mt-1">
        {t(mode)}
      </Button>
      {forgot ? (
        <Link href={forgot} className={LINK}>
          {t('forgotLink')}
        </Link>
      ) : null}
      {otherWay}
    </form>
  );
}
