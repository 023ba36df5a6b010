import { TaskError } from '@/lib/tasks/task-error';
import { MAX_PIXELS } from './max-pixels';
import sharp from './sharp';
import { sniffImageType } from './sniff-image-type';

export interface InspectedImage {
  /** As a browser shows it, after the orientation of a photograph was applied. */
  width: number;
  height: number;
  mimeType: 'image/png' | 'image/jpeg' | 'image/webp';
}

const refused = (cause?: unknown) =>
  new TaskError('invalid_image', 'The image service sent bytes that are not a picture.', {
    retryable: true,
    cause,
  });

/**
 * Decodes a picture to its last row and says what it is; anything but a whole PNG, JPEG or still WebP within the pixel
 * limit rejects with `invalid_image`. Rows stream through a 16 px wide copy, so a 4K picture takes no 50 MB.
 */
export async function inspectImage(bytes: Uint8Array): Promise<InspectedImage> {
  // Sniffed first, so that no other decoder of libvips (SVG, PDF, …) ever sees the bytes.
  const mimeType = sniffImageType(bytes);
  if (!mimeType) throw refused();
  try {
    const image = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'error', sequentialRead: true });
    const { pages, autoOrient } = await image.metadata();
    if ((pages ?? 1) > 1) throw refused();
    await image.resize(16, 16, { fit: 'fill', fastShrinkOnLoad: false }).raw().toBuffer();
    return { width: autoOrient.width, height: autoOrient.height, mimeType };
  } catch (error) {
    throw error instanceof TaskError ? error : refused(error);
  }
}
