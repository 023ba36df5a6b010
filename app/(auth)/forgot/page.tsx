import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { CredentialsForm } from '@/components/auth/credentials-form';
import { supabaseConnection } from '@/lib/supabase/connection';
import { sendReset } from './send-reset';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('forgotTitle') };
}

/** Asks for a letter with a link to a new password. The embedded Supabase sends none. */
export default async function ForgotPage() {
  if (supabaseConnection().embedded) notFound();
  const t = await getTranslations('auth');
  return (
    <CredentialsForm
      mode="forgot"
      text={t('forgotText')}
      action={sendReset}
      next={undefined}
      initial={{ email: '' }}
    />
  );
}
