import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { TryItSection } from '@/app/(auth)/_components/try-it-section';
import { CredentialsForm } from '@/components/auth/credentials-form';
import { pageUser } from '@/lib/auth/page-user';
import { settings } from '@/lib/env';
import { signUp } from './sign-up';

interface Props {
  searchParams: Promise<{ next?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('signUpTitle') };
}

export default async function SignUpPage({ searchParams }: Props) {
  const user = await pageUser();
  // Another account would be the end of the guest.
  if (user && user !== 'unavailable' && user.guest) redirect('/account');
  const { next } = await searchParams;
  const t = await getTranslations('auth');
  return (
    <>
      <CredentialsForm
        mode="signUp"
        text={t('signUpText', { credits: settings().SIGNUP_CREDITS })}
        action={signUp}
        next={typeof next === 'string' ? next : undefined}
        initial={{ email: '' }}
      />
      <TryItSection />
    </>
  );
}
