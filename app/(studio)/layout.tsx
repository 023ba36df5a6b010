import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { currentUser } from '@/lib/auth/current-user';
import { readBalance } from '@/lib/credits/read-balance';
import { ApiError } from '@/lib/errors';
import { userClient } from '@/lib/supabase/user-client';
import { StudioFrame } from './_components/studio-frame';
import { Unavailable } from './_components/unavailable';

/** The user and the balance; null without a session; 'unavailable' when the service can't say. */
async function readAccount() {
  try {
    const user = await currentUser();
    return user && { email: user.email, balance: await readBalance(await userClient()) };
  } catch (error) {
    if (error instanceof ApiError && error.code === 'unavailable') return 'unavailable';
    throw error;
  }
}

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const account = await readAccount();
  if (account === 'unavailable') return <Unavailable />;
  if (!account) {
    const path = (await headers()).get('x-page-path') ?? '/image-generator';
    redirect(`/login?next=${encodeURIComponent(path)}`);
  }
  return <StudioFrame {...account}>{children}</StudioFrame>;
}
