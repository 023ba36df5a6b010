'use server';

import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';

/** Remembers the browser's time zone, so that the server writes times as the visitor reads them. */
export async function rememberTimeZone(zone: string): Promise<void> {
  // Called by hand, with another argument.
  if (typeof zone !== 'string') notFound();
  if (!Intl.supportedValuesOf('timeZone').includes(zone)) return;
  (await cookies()).set('timezone', zone, { maxAge: 31_536_000, sameSite: 'lax', httpOnly: true, path: '/' });
}
