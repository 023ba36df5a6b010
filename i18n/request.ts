import { cookies, headers } from 'next/headers';
import { getRequestConfig } from 'next-intl/server';
import { chooseLocale } from './choose-locale';

/** Times are written in the visitor's zone once the browser has told it (components/language/time-zone-cookie). */
function chooseTimeZone(cookie: string | undefined): string {
  return cookie && Intl.supportedValuesOf('timeZone').includes(cookie) ? cookie : 'UTC';
}

export default getRequestConfig(async () => {
  const jar = await cookies();
  const locale = chooseLocale(jar.get('locale')?.value, (await headers()).get('accept-language'));
  const messages = (await import(`../messages/${locale}.json`)).default;
  return { locale, messages, timeZone: chooseTimeZone(jar.get('timezone')?.value) };
});
