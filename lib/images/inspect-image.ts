import { TaskError } from '@/lib/tasks/task-error';
import { openPicture, type PictureType, toRefused } from './open-picture';

export interface InspectedImage {
  /** As a browser shows it, after the orientation of a photograph was applied. */
  width: number;
  height: number;
  mimeType: PictureType;
}

/**
 * Decodes a picture to its last row and says what it is; anything that openPicture refuses, or that breaks off, rejects with
 * `invalid_image`. Rows stream through a 16 px wide copy, so a 4K picture takes no 50 MB.
 */
export async function inspectImage(bytes: Uint8Array): Promise<InspectedImage> {
  try {
    const { picture, type, upright } = await openPicture(bytes);
    await picture.resize(16, 16, { fit: 'fill', fastShrinkOnLoad: false }).raw().toBuffer();
    return { width: upright.width, height: upright.height, mimeType: type };
  } catch (error) {
    throw new TaskError('invalid_image', 'The image service sent bytes that are not a picture.', {
      retryable: true,
      cause: toRefused(error),
    });
  }
}
