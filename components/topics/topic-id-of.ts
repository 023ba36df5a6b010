import { idSchema } from '@/lib/generation/id';

const TOPIC_PAGE = /^\/image-generator\/([^/]+)\/?$/;

/** The topic whose page this is; undefined for any other page. */
export function topicIdOf(path: string | null): string | undefined {
  const parsed = idSchema.safeParse(TOPIC_PAGE.exec(path ?? '')?.[1]);
  return parsed.success ? parsed.data : undefined;
}
