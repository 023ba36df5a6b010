import { getTranslations } from 'next-intl/server';
import { tryIt } from '@/app/(auth)/try-it';
import { TryItButton } from '@/components/auth/try-it-button';
import { pageUser } from '@/lib/auth/page-user';
import { supabaseConnection } from '@/lib/supabase/connection';

/** The way in without an account, under a form; nothing on a hosted installation. */
export async function TryItSection() {
  if (!supabaseConnection().embedded) return null;
  const user = await pageUser();
  // Another guest would be the end of this one.
  if (user && user !== 'unavailable' && user.guest) return null;
  const t = await getTranslations('auth');
  return (
    <div className="mt-6 flex flex-col gap-6">
      <div className="flex items-center gap-3 text-muted text-xs">
        <span aria-hidden className="h-px flex-1 bg-hairline-strong" />
        {t('or')}
        <span aria-hidden className="h-px flex-1 bg-hairline-strong" />
      </div>
      <TryItButton action={tryIt} />
    </div>
  );
}
