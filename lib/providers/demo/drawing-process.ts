import { setPriority } from 'node:os';
import type { Drawn } from './draw-in-process';
import { drawingSchema, drawPicture } from './draw-picture';

async function draw(message: unknown): Promise<Drawn> {
  try {
    return { bytes: await drawPicture(drawingSchema.parse(message)) };
  } catch (error) {
    return { fault: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

/** A third of the share that others get. With a tenth, "below normal", a drawing of 1 s took over 30 on a machine with much to do. */
const NICE = 5;

// Draws what its parent sends, one picture at a time, and gives way to whatever answers requests.
setPriority(NICE);
// A signal reaches the whole group; the parent gives its tasks back first, and this process ends with it.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
process.on('disconnect', () => process.exit());
process.on('message', async (message) => process.send?.(await draw(message)));
