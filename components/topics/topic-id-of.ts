import { readId } from '@/lib/generation/read-id';

const TOPIC_PAGE = /^\/image-generator\/([^/]+)\/?$/;

/** The topic whose page this is; undefined for any other page. */
export function topicIdOf(path: string | null): string | undefined {
  return readId(TOPIC_PAGE.exec(path ?? '')?.[1]);
}
