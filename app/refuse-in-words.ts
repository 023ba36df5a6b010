import { createTranslator } from 'next-intl';
import { chooseLocale } from '@/i18n/choose-locale';
import { hostsOf } from '@/lib/http/origin';

/** What a person reads who opened us under a name that is not ours. */
export async function refuseInWords({ headers }: Request): Promise<Response> {
  const locale = chooseLocale(undefined, headers.get('accept-language'));
  const { default: messages } = await import(`../messages/${locale}.json`);
  const t = createTranslator({ locale, messages, namespace: 'app' });
  const host = hostsOf(headers).join(', ').slice(0, 100);
  return new Response(t('otherHost', { host }), {
    status: 403,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
