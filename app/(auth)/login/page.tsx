import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { GuestNote } from '@/app/(auth)/_components/guest-note';
import { TryItSection } from '@/app/(auth)/_components/try-it-section';
import { CredentialsForm } from '@/components/auth/credentials-form';
import { supabaseConnection } from '@/lib/supabase/connection';
import { signIn } from './sign-in';

interface Props {
  searchParams: Promise<{ next?: string | string[]; fault?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('signInTitle') };
}

export default async function LoginPage({ searchParams }: Props) {
  const { next, fault } = await searchParams;
  const t = await getTranslations('auth');
  return (
    <>
      <GuestNote />
      <CredentialsForm
        mode="signIn"
        text={t('signInText')}
        action={signIn}
        forgot={supabaseConnection().embedded ? undefined : '/forgot'}
        next={typeof next === 'string' ? next : undefined}
        initial={{ email: '', ...(fault === 'linkExpired' && { fault }) }}
      />
      <TryItSection />
    </>
  );
}
