/** How large pictures are in feed and gallery, from small to large: kept on the device, in a cookie, so that the first paint knows it. */
export const PICTURE_SIZES = [1, 2, 3, 4, 5] as const;
export type PictureSize = (typeof PICTURE_SIZES)[number];

export const PICTURE_SIZE_COOKIE = 'picture-size';

/** What the cookie says; anything else is the middle. */
export function readPictureSize(value: unknown): PictureSize {
  return PICTURE_SIZES.find((size) => String(size) === value) ?? 3;
}
