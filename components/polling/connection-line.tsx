'use client';

import { CloudOff } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { usePolling } from './use-polling';

/** Runs the poller, and says quietly when it can't reach the server. */
export function ConnectionLine() {
  const t = useTranslations('feed');
  const connection = usePolling();
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-3 bottom-4 z-30 flex justify-center *:pointer-events-auto"
    >
      {connection === 'fine' ? null : (
        <p className="flex animate-rise items-center gap-2 rounded-xl border border-hairline-strong bg-surface px-3.5 py-2 text-[0.8125rem] text-muted shadow-lift">
          <CloudOff aria-hidden className="size-4 shrink-0" />
          {connection === 'lost' ? (
            t('connectionLost')
          ) : (
            <>
              {t('signedOut')}
              {/* Loads anew: what this page shows may be another account's by then. */}
              <a
                href="/login?next=/image-generator"
                className="font-medium text-foreground underline underline-offset-4"
              >
                {t('signIn')}
              </a>
            </>
          )}
        </p>
      )}
    </div>
  );
}
