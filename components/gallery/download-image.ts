import type { GeneratedImage } from '@/lib/generation/schema';

/** Saves the original. */
export function downloadImage({ url }: Pick<GeneratedImage, 'url'>): void {
  const link = document.createElement('a');
  link.href = `${url}?download=1`;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}
