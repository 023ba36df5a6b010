import type { GeneratedImage } from '@/lib/generation/schema';

/**
 * Copies a picture itself as PNG, which is all that clipboards take. Rejects where the browser has no clipboard for pictures
 * (over plain HTTP) or does not let us, and when the picture can't be had.
 */
export async function copyPicture(image: Pick<GeneratedImage, 'url'>): Promise<void> {
  if (typeof ClipboardItem === 'undefined') throw new Error('This browser copies no pictures.');
  // The promise is handed over at once: Safari allows it only in the press itself.
  const item = new ClipboardItem({ 'image/png': fetchPng(image.url) });
  // biome-ignore lint/plugin: missing over plain HTTP, where ClipboardItem is missing too
  await navigator.clipboard.write([item]);
}

async function fetchPng(url: string): Promise<Blob> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}`);
  const blob = await response.blob();
  return blob.type === 'image/png' ? blob : toPng(blob);
}

async function toPng(blob: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}
