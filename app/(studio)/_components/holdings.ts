import { userClient } from '@/lib/auth/user-client';
import { readBalance } from '@/lib/credits/credits';
import { countPictures } from '@/lib/gallery/gallery';

export interface Holdings {
  pictures: number;
  credits: number;
}

/** What the caller has made and has left: what a guest would lose. */
export async function readHoldings(): Promise<Holdings> {
  const client = await userClient();
  const [pictures, credits] = await Promise.all([countPictures(client), readBalance(client)]);
  return { pictures, credits };
}
