import type { Comparable } from './comparable';

/** Whole inside its box, and nothing behind it is seen. */
export function ComparePicture({ picture }: { picture: Comparable }) {
  return (
    // biome-ignore lint/performance/noImgElement: private pictures of our own
    <img
      src={`${picture.url}?variant=preview`}
      alt={picture.label}
      draggable={false}
      className="absolute inset-0 size-full bg-background object-contain"
    />
  );
}
