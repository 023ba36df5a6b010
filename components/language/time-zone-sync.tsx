'use client';

import { useTimeZone } from 'next-intl';
import { useEffect } from 'react';
import { rememberTimeZone } from '@/i18n/remember-time-zone';

/** Tells the server the browser's time zone, once. */
export function TimeZoneSync() {
  const used = useTimeZone();
  useEffect(() => {
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
    if (own === used || !Intl.supportedValuesOf('timeZone').includes(own)) return;
    // Nobody waits for it: the next page tells it again.
    rememberTimeZone(own).catch(console.info);
  }, [used]);
  return null;
}
