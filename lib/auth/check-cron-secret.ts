import { createHash, timingSafeEqual } from 'node:crypto';
import { settings } from '@/lib/env';
import { ApiError } from '@/lib/errors';

const digest = (value: string) => createHash('sha256').update(value).digest();

/** Lets only `Authorization: Bearer $CRON_SECRET` pass, compared in constant time. Throws `not_configured` or `unauthenticated`. */
export function checkCronSecret(request: Request): void {
  const { CRON_SECRET } = settings();
  if (!CRON_SECRET) throw new ApiError('not_configured', { message: 'Set CRON_SECRET to use this route.' });
  const given = request.headers.get('authorization') ?? '';
  if (!timingSafeEqual(digest(given), digest(`Bearer ${CRON_SECRET}`))) {
    throw new ApiError('unauthenticated', { message: 'Send the cron secret as a bearer token.' });
  }
}
