import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { CredentialsForm } from '@/components/auth/credentials-form';
import { PasswordForm } from '@/components/auth/password-form';
import { isRecovering } from '@/lib/auth/change-password';
import { currentUser, pageUser } from '@/lib/auth/page-user';
import { orUnavailable } from '@/lib/errors';
import { readHoldings } from '../_components/holdings';
import { Unavailable } from '../_components/unavailable';
import { KeptNote } from './_components/kept-note';
import { createAccount } from './create-account';
import { setPassword } from './set-password';

interface Props {
  searchParams: Promise<{ kept?: string | string[] }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account');
  const user = await orUnavailable(currentUser());
  return { title: t(user && user !== 'unavailable' && user.guest ? 'keepTitle' : 'title') };
}

/** Where a guest becomes an account, and an account changes its password. */
export default async function AccountPage({ searchParams }: Props) {
  const user = await pageUser();
  // A layout renders beside its page, not before it: it says what is wrong, and nothing is asked here.
  if (!user || user === 'unavailable') return null;
  const { kept } = await searchParams;
  return (
    <div className="mx-auto w-full max-w-sm px-4 pt-[min(9vh,5rem)] pb-16">
      {user.guest ? <Guest /> : <Account email={user.email} kept={kept !== undefined} />}
    </div>
  );
}

async function Guest() {
  const t = await getTranslations('account');
  const holdings = await orUnavailable(readHoldings());
  if (holdings === 'unavailable') return <Unavailable />;
  return (
    <CredentialsForm
      mode="keep"
      text={t('keepText', { ...holdings })}
      action={createAccount}
      next={undefined}
      initial={{ email: '' }}
    />
  );
}

async function Account({ email, kept }: { email: string; kept: boolean }) {
  const t = await getTranslations('account');
  const recovering = await orUnavailable(isRecovering());
  return (
    <>
      <h1 className="font-semibold text-2xl tracking-tight">{t('title')}</h1>
      {kept ? <KeptNote>{t('kept', { email })}</KeptNote> : <p className="mt-1.5 text-muted">{email}</p>}
      <section className="mt-10">
        <PasswordForm email={email} asksCurrent={recovering !== true} action={setPassword} />
      </section>
    </>
  );
}
