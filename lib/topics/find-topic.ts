import { cache } from 'react';
import { userClient } from '@/lib/auth/user-client';
import { ApiError } from '@/lib/errors';
import { idSchema } from '@/lib/schema/fields';
import { readTopic } from './read-topics';
import type { Topic } from './schema';

/** For pages: one of the person's topics, or null for whatever else the text is; asked once per request. */
export const findTopic = cache(async (text: string): Promise<Topic | null> => {
  const id = idSchema.safeParse(text);
  if (!id.success) return null;
  try {
    return await readTopic(await userClient(), id.data);
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not_found') return null;
    throw error;
  }
});
