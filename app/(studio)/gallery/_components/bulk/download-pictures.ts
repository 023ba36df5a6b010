import { MAX_BULK } from '@/lib/gallery/limits';
import { inChunks } from './in-chunks';

const PATH = '/api/images/download';

/**
 * Saves the originals as ZIPs, of at most 500 pictures each. A form does it, because the browser then writes the stream
 * to the disk; its answer goes to a frame of its own, which stays empty when it is a download. Anything else is a
 * refusal, and calls `onRefused`.
 */
export function downloadPictures(ids: readonly string[], onRefused: () => void): void {
  for (const chunk of inChunks(ids, MAX_BULK)) {
    const frame = document.createElement('iframe');
    frame.name = `download-${crypto.randomUUID()}`;
    frame.hidden = true;
    const form = document.createElement('form');
    form.method = 'post';
    form.action = PATH;
    form.target = frame.name;
    form.hidden = true;
    const field = document.createElement('input');
    field.name = 'ids';
    field.value = chunk.join(',');
    form.append(field);
    document.body.append(frame, form);
    frame.addEventListener('load', () => {
      // The frame's own empty page loads too, in some browsers.
      if (frame.contentDocument?.URL === 'about:blank') return;
      frame.remove();
      onRefused();
    });
    form.submit();
    form.remove();
  }
}
