import type { GeneratedImage } from '@/lib/generation/schema';

/** Browsers drop downloads that start in the same moment. */
const PAUSE_MS = 350;

/** Saves the originals, one after the other. */
export async function downloadImages(images: readonly GeneratedImage[]): Promise<void> {
  for (const [index, image] of images.entries()) {
    if (index > 0) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    const link = document.createElement('a');
    link.href = `${image.url}?download=1`;
    link.download = '';
    document.body.append(link);
    link.click();
    link.remove();
  }
}
