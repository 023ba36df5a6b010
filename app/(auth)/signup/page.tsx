import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { TryItSection } from '@/app/(auth)/_components/try-it-section';
import { CredentialsForm } from '@/components/auth/credentials-form';
import { settings } from '@/lib/env';
import { signUp } from './sign-up';

interface Props {
  searchParams: Promise<{ next?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('auth'))('signUpTitle') };
}

export default async function SignUpPage({ searchParams }: Props) {
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
