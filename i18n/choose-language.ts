'use server';

import { cookies } from 'next/headers';
import { notFound } from 'next/navigation';
import { LOCALES } from './locales';

/** Remembers the language for a year; the page renders again in it. */
export async function chooseLanguage(wanted: string): Promise<void> {
  // Called by hand, with another argument.
  if (typeof wanted !== 'string') notFound();
  const locale = LOCALES.find((known) => known === wanted);
  if (locale)
    (await cookies()).set('locale', locale, {
      maxAge: 31_536_000,
      sameSite: 'lax',
      httpOnly: true,
      path: '/',
    });
}
