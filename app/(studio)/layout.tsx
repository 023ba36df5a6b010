import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { ReactNode } from 'react';
import { pageUser } from '@/lib/auth/page-user';
import { userClient } from '@/lib/auth/user-client';
import { readBalance } from '@/lib/credits/credits';
import { orUnavailable } from '@/lib/errors';
import { taskReader } from '@/lib/kinds/task-kinds';
import { PICTURE_SIZE_COOKIE, readPictureSize } from '@/lib/picture-size';
import { supabaseConnection } from '@/lib/supabase/connection';
import { listTopics } from '@/lib/topics/read-topics';
import { getMoreCredits } from './_components/get-more-credits';
import { StudioFrame } from './_components/studio-frame';
import { StudioProvider } from './_components/studio-provider';
import { Unavailable } from './_components/unavailable';

export default async function StudioLayout({ children }: { children: ReactNode }) {
  const user = await pageUser();
  if (user === 'unavailable') return <Unavailable />;
  if (!user) {
    const path = (await headers()).get('x-page-path') ?? '/image-generator';
    redirect(`/login?next=${encodeURIComponent(path)}`);
  }
  const client = await userClient();
  const painted = await orUnavailable(
    Promise.all([readBalance(client), taskReader.pending(client), listTopics(client)]),
  );
  if (painted === 'unavailable') return <Unavailable />;
  const [balance, pending, topics] = painted;
  const pictureSize = readPictureSize((await cookies()).get(PICTURE_SIZE_COOKIE)?.value);
  const getMore = supabaseConnection().embedded ? getMoreCredits : undefined;
  return (
    <StudioProvider
      key={user.id}
      account={user.id}
      pending={pending}
      topics={topics}
      balance={balance}
      getMore={getMore}
    >
      <StudioFrame email={user.email} guest={user.guest} getMore={getMore} pictureSize={pictureSize}>
        {children}
      </StudioFrame>
    </StudioProvider>
  );
}
