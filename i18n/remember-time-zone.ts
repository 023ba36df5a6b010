'use server';

import { cookies } from 'next/headers';

/** Remembers the browser's time zone, so that the server writes times as the visitor reads them. */
export async function rememberTimeZone(zone: string): Promise<void> {
  if (!Intl.supportedValuesOf('timeZone').includes(zone)) return;
  (await cookies()).set('timezone', zone, { maxAge: 31_536_000, sameSite: 'lax', httpOnly: true, path: '/' });
}
