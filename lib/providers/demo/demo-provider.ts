import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { imageWork } from '@/lib/images/image-work';
import { addPngXmp } from '@/lib/images/png';
import { writeXmp } from '@/lib/images/xmp';
import type { ImageProvider, ImageRequest } from '@/lib/providers/contract';
import { pictureSize } from '@/lib/providers/picture-size';
import { providerError } from '@/lib/providers/provider-error';
import { drawInProcess } from './draw-in-process';
import { drawPicture } from './draw-picture';
import { SeededRandom } from './seeded-random';

interface DemoOptions {
  /** How long a picture takes, all in all. */
  durationMs?: (random: SeededRandom) => number;
}

const threeToEightSeconds = (random: SeededRandom) => random.between(3000, 7800);

/** A platform that bills by the request has no processes to start, and serves one request with each of its own. */
const draw: typeof drawInProcess = (drawing, owner, signal) =>
  process.env.VERCEL
    ? imageWork(owner, () => drawPicture(drawing), signal)
    : drawInProcess(drawing, owner, signal);

/** The XMP of Darkroom's pictures, which also says to whoever reads the file that no model made this one. */
function demoXmp(request: ImageRequest): string {
  const { prompt, model, aspectRatio, imageSize, negativePrompt, seed, references } = request;
  const referenceIds = references.length > 0 ? references.map(({ id }) => id) : undefined;
  const settings = { aspectRatio, imageSize, seed, negativePrompt, referenceIds };
  return writeXmp(
    { prompt, model, settings, seed },
    { sourceType: 'algorithmicMedia', creatorTool: 'Darkroom demo', title: 'demo' },
  );
}

/**
 * Pictures without a network: the same prompt, seed and settings give the same bytes. Without a seed every picture is
 * another, as with a model.
 */
export function createDemoProvider({ durationMs = threeToEightSeconds }: DemoOptions = {}): ImageProvider {
  return {
    name: 'demo',
    async generate(request, signal) {
      signal.throwIfAborted();
      const { prompt, negativePrompt, aspectRatio, imageSize, owner, seed = randomInt(2 ** 31) } = request;
      const frame = pictureSize(aspectRatio, '1K');
      const size = pictureSize(aspectRatio, imageSize);
      if (!frame || !size) {
        throw providerError('invalid_request', 'The demo cannot draw this aspect ratio and size.', {
          retryable: false,
        });
      }
      const started = performance.now();
      const drawn = await draw({ wish: { prompt, negativePrompt, seed }, frame, size }, owner, signal);
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
