import { isOurs } from '@/components/notices/page-notices';
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

/** Saves the original. */
export function downloadImage({ url }: Pick<GeneratedImage, 'url'>): Promise<void> {
  return saveFile(`${url}?download=1`);
}

/** Saves what is at an address of ours, unless another account has signed in meanwhile, whose it is not. */
export async function saveFile(href: string): Promise<void> {
  if (!(await isOurs())) return;
  const link = document.createElement('a');
  link.href = href;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}
