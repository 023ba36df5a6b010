import { redirect } from 'next/navigation';
import { safeNext } from '@/lib/auth/safe-next';
import { otherMethods } from '@/lib/http/other-methods';
import { userClient } from '@/lib/supabase/user-client';

/** The link of the confirmation e-mail: turns its code into a session. */
export async function GET(request: Request): Promise<never> {
  const { searchParams } = new URL(request.url);
  const next = safeNext(searchParams.get('next'));
  const code = searchParams.get('code');
  if (!code) redirect(`/login?fault=linkExpired&next=${encodeURIComponent(next)}`);
  const { error } = await (await userClient()).auth.exchangeCodeForSession(code);
  if (error) redirect(`/login?fault=linkExpired&next=${encodeURIComponent(next)}`);
  redirect(next);
}

export const { DELETE, OPTIONS, PATCH, POST, PUT } = otherMethods('GET');
