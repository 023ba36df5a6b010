'use client';

import { useTranslations } from 'next-intl';
import { useActionState } from 'react';
import { Button } from '@/components/ui/button';
import type { AuthFault } from '@/lib/auth/auth-fault';
import { FormFault } from './form-fault';

interface Props {
  action: () => Promise<AuthFault>;
  variant?: 'primary' | 'secondary';
}

/** One click to a guest account, on a local installation. */
export function TryItButton({ action, variant = 'secondary' }: Props) {
  const t = useTranslations('auth');
  const [fault, submit, pending] = useActionState<AuthFault | undefined>(action, undefined);
  return (
    <form action={submit} className="flex flex-col gap-3">
      <FormFault fault={fault} />
      <Button type="submit" variant={variant} size="lg" pending={pending}>
        {t('tryIt')}
      </Button>
      <p className="text-[0.8125rem] text-muted">{t('tryItNote')}</p>
    </form>
  );
}
