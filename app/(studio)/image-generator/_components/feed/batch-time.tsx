'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useNow } from '@/components/gallery/use-now';

const MINUTE_MS = 60_000;

export function BatchTime({ createdAt }: { createdAt: string }) {
  const t = useTranslations('feed');
  const format = useFormatter();
  const now = useNow(30_000);
  const created = Date.parse(createdAt);
  return (
    <time dateTime={createdAt}>
      {now - created < MINUTE_MS ? t('justNow') : format.relativeTime(created, now)}
    </time>
  );
}
