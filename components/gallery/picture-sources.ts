import type { GeneratedImage } from '@/lib/generation/schema';

interface Sources {
  previewUrl: string;
  srcSet: string;
}

const THUMB_SIDE = 512;
const PREVIEW_SIDE = 1280;

/** The widths a picture can be had in: thumbnail, preview, and the original only where it is larger than its preview. */
export function pictureSources({ url, thumbUrl, width, height }: GeneratedImage): Sources {
  const widthAt = (side: number) => Math.round(width * Math.min(1, side / Math.max(width, height)));
  const previewUrl = `${url}?variant=preview`;
  const candidates = [`${thumbUrl} ${widthAt(THUMB_SIDE)}w`, `${previewUrl} ${widthAt(PREVIEW_SIDE)}w`];
  if (widthAt(PREVIEW_SIDE) < width) candidates.push(`${url} ${width}w`);
  return { previewUrl, srcSet: candidates.join(', ') };
}
