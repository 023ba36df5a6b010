import Link from 'next/link';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { tryIt } from '@/app/(auth)/try-it';
import { TryItButton } from '@/components/auth/try-it-button';
import { buttonClass } from '@/components/ui/button-class';
import { pageUser } from '@/lib/auth/page-user';
import { supabaseConnection } from '@/lib/supabase/connection';
import { HangingPrints } from './_components/hanging-prints';
import { SiteHeader } from './_components/site-header';

export default async function LandingPage() {
  const user = await pageUser();
  if (user && user !== 'unavailable') redirect('/image-generator');
  const t = await getTranslations('auth');
  const { embedded } = supabaseConnection();
  return (
    <div className="flex min-h-dvh flex-col overflow-x-clip">
      <SiteHeader />
      <main className="mx-auto grid w-full max-w-6xl flex-1 items-center gap-x-16 gap-y-12 px-5 py-10 sm:px-8 lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
        <div className="flex flex-col gap-5">
          <h1 className="whitespace-pre-line font-semibold text-[clamp(2.5rem,5.4vw,4.25rem)] leading-[1.05] tracking-[-0.035em]">
            {t('landingTitle')}
          </h1>
          <p className="max-w-md text-pretty text-muted text-prompt">{t('landingText')}</p>
          <div className="mt-3 flex max-w-sm flex-col gap-5">
            {embedded ? <TryItButton action={tryIt} variant="primary" /> : null}
            <div className="flex flex-wrap gap-2">
              <Link
                href="/signup"
                className={buttonClass({ variant: embedded ? 'secondary' : 'primary', size: 'lg' })}
              >
                {t('signUp')}
              </Link>
              <Link
                href="/login"
                className={buttonClass({ variant: embedded ? 'ghost' : 'secondary', size: 'lg' })}
              >
                {t('signIn')}
              </Link>
            </div>
          </div>
        </div>
        <HangingPrints />
      </main>
    </div>
  );
}
