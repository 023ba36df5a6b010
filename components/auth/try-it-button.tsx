'use client';

import { useTranslations } from 'next-intl';
import { Button } from '@/components/ui/button';
import type { Refusal } from '@/lib/auth/refusal';
import { FormFault, useFormAction } from './form-action';

interface Props {
  action: () => Promise<Refusal>;
  variant?: 'primary' | 'secondary';
}

/** One click to a guest account, on a local installation. */
export function TryItButton({ action, variant = 'secondary' }: Props) {
  const t = useTranslations('auth');
  const {
    state: refusal,
    submit,
    pending,
    ...posted
  } = useFormAction<Refusal | undefined>(action, undefined, () => ({ fault: 'unreachable' }));
  return (
    <form
      action={posted.action}
      onSubmit={(event) => {
        event.preventDefault();
        submit(new FormData(event.currentTarget));
      }}
      className="flex flex-col gap-3"
    >
      <FormFault refusal={refusal} />
      <Button type="submit" variant={variant} size="lg" pending={pending}>
        {t('tryIt')}
      </Button>
      <p className="text-[0.8125rem] text-muted">{t('tryItNote')}</p>
    </form>
  );
}
