'use client';

import { CloudOff, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useSyncExternalStore } from 'react';
import { type Notice, pageNotices } from '@/components/notices/page-notices';
import { buttonClass } from '@/components/ui/button-class';
import { IconButton } from '@/components/ui/icon-button';
import { SafelightMark } from '@/components/ui/logo';
import { isGuestEmail } from '@/lib/guest';

const nothing = () => null;
const reload = () => location.reload();

/** Says quietly, at the foot of the page, what the page has to say about itself, and offers the one way on. */
export function PageLine() {
  const notice = useSyncExternalStore(pageNotices.subscribe, pageNotices.top, nothing);
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-3 bottom-4 z-50 flex justify-center *:pointer-events-auto"
    >
      {notice ? <Line {...notice} /> : null}
    </div>
  );
}

function Line({ kind, email = '', again }: Notice) {
  const t = useTranslations('page');
  const guest = isGuestEmail(email);
  const Icon = kind === 'lost' || kind === 'signed-out' ? CloudOff : SafelightMark;
  const passing = kind === 'version' || kind === 'part' || kind === 'action';
  return (
    <p className="flex min-h-11 animate-rise items-center gap-2 rounded-xl border border-hairline-strong bg-surface py-1 pr-1.5 pl-3.5 text-[0.8125rem] text-muted shadow-lift">
      <Icon aria-hidden className="size-4 shrink-0" />
      <span className="text-pretty py-1 pr-2">{t(guest ? 'account-guest' : kind, { email })}</span>
      {kind === 'signed-out' ? (
        // Loads anew: what this page shows may be another account's by then.
        <a href="/login?next=/image-generator" className={buttonClass({ size: 'sm' })}>
          {t('signIn')}
        </a>
      ) : null}
      {again || kind === 'account' || kind === 'version' || kind === 'part' ? (
        <button type="button" onClick={again ?? reload} className={buttonClass({ size: 'sm' })}>
          {t(again ? 'tryAgain' : 'reload')}
        </button>
      ) : null}
      {passing ? (
        <IconButton size="sm" label={t('dismiss')} onClick={() => pageNotices.clear(kind)}>
          <X aria-hidden />
        </IconButton>
      ) : null}
    </p>
  );
}
