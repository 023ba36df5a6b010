import { readId } from '@/lib/schema/ids';

/** The address of a picture: the gallery with the lightbox open over it. */
export function picturePath(taskId: string): `/gallery/${string}` {
  return `/gallery/${taskId}`;
}

const PICTURE_PAGE = /^\/gallery\/([^/]+)\/?$/;

/** The picture whose address this is; null for any other page. */
export function pictureIdOf(path: string | null): string | null {
  return readId(PICTURE_PAGE.exec(path ?? '')?.[1]) ?? null;
}
