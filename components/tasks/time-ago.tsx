'use client';

import { useFormatter, useTranslations } from 'next-intl';
import { useNow } from './tasks-context';

const MINUTE_MS = 60_000;

interface Props {
  time: string;
  className?: string;
}

/**
 * How long ago something was, by the database's clock. That is known a little late, and may be set back: what seems to be still to
 * come was just now.
 */
export function TimeAgo({ time, className }: Props) {
  const t = useTranslations('app');
  const format = useFormatter();
  const now = useNow(30_000);
  const then = Date.parse(time);
  return (
    <time dateTime={time} className={className}>
      {now - then < MINUTE_MS ? t('justNow') : format.relativeTime(then, now)}
    </time>
  );
}
