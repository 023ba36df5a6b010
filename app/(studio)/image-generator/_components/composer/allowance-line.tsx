'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { announcements } from '@/components/notices/page-notices';
import type { Rate } from '@/lib/generation/request-schema';

/**
 * Says before it ends how many more orders are taken in this minute; over the gap under the composer, so that nothing moves. What
 * was told is known until there is one more. Until then it only falls: of answers that overtake each other the lowest is the last.
 */
export function AllowanceLine({ told }: { told: Rate }) {
  const t = useTranslations('composer');
  const [known, setKnown] = useState<Rate | null>(null);

  const take = useEffectEvent((rate: Rate) => {
    if (known && known.left <= rate.left) return;
    setKnown(rate);
    announcements.say(t('allowance', { left: rate.left }));
  });
  useEffect(() => take(told), [told]);

  useEffect(() => {
    if (!known) return;
    const timer = setTimeout(() => setKnown(null), known.resetMs);
    return () => clearTimeout(timer);
  }, [known]);

  return known ? (
    <p className="pointer-events-none absolute top-full right-2 mt-1 rounded-md bg-background/90 px-2 text-muted text-xs">
      {t('allowance', { left: known.left })}
    </p>
  ) : null;
}
