import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { addPngXmp } from '@/lib/images/add-png-xmp';
import type { ImageProvider } from '@/lib/providers/image-provider';
import { pictureSize } from '@/lib/providers/picture-size';
import { TaskError } from '@/lib/tasks/task-error';
import { demoXmp } from './demo-xmp';
import { drawPicture } from './draw-picture';
import { SeededRandom } from './seeded-random';

interface DemoOptions {
  /** How long a picture takes, all in all. */
  durationMs?: (random: SeededRandom) => number;
}

const threeToEightSeconds = (random: SeededRandom) => random.between(3000, 7800);

/**
 * Pictures without a network: the same prompt, seed and settings give the same bytes. Without a seed every picture is
 * another, as with a model.
 */
export function createDemoProvider({ durationMs = threeToEightSeconds }: DemoOptions = {}): ImageProvider {
  return {
    name: 'demo',
    async generate(request, signal) {
      signal.throwIfAborted();
      const { prompt, negativePrompt, aspectRatio, imageSize, seed = randomInt(2 ** 31) } = request;
      const frame = pictureSize(aspectRatio, '1K');
      const size = pictureSize(aspectRatio, imageSize);
      if (!frame || !size) {
        throw new TaskError('invalid_request', 'The demo cannot draw this aspect ratio and size.', {
          retryable: false,
        });
      }
      const started = performance.now();
      const drawn = await drawPicture({ prompt, negativePrompt, seed }, frame, size);
      const bytes = addPngXmp(drawn, demoXmp({ ...request, seed }));
      signal.throwIfAborted();
      const left = durationMs(new SeededRandom(`duration/${prompt}/${seed}`)) - (performance.now() - started);
      await sleep(Math.max(0, left), undefined, { signal }).catch((error: unknown) => {
        throw signal.aborted ? signal.reason : error;
      });
      return { bytes, mimeType: 'image/png' };
    },
  };
}
