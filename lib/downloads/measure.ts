import { crc32 } from 'node:zlib';

const MB = 1024 * 1024;
/** As most pictures are. */
const HELD_OF_ONE = 4 * MB;
/** Of all downloads of this process together: any number of them may stall. */
const HELD_OF_ALL = 32 * MB;

let heldOfAll = 0;

export interface Measured {
  size: number;
  crc32: number;
  /** The same bytes again. */
  open: () => Promise<ReadableStream<Uint8Array>>;
  /** Lets go of what is held; to be called when they have been read, or will not be. */
  release: () => void;
}

const streamOf = (chunks: readonly Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });

/**
 * Reads a file for its size and sum, which the head of an entry tells before its bytes. A small one is held meanwhile, as long as
 * not too much is; any other is read again to be sent.
 */
export async function measure(
  open: () => Promise<ReadableStream<Uint8Array>>,
  signal: AbortSignal,
): Promise<Measured> {
  const held: Uint8Array[] = [];
  let heldBytes = 0;
  let size = 0;
  let sum = 0;
  const release = () => {
    heldOfAll -= heldBytes;
    heldBytes = 0;
    held.length = 0;
  };
  try {
    for await (const chunk of await open()) {
      signal.throwIfAborted();
      const whole = heldBytes === size;
      size += chunk.length;
      sum = crc32(chunk, sum);
      if (whole && size <= HELD_OF_ONE && heldOfAll + chunk.length <= HELD_OF_ALL) {
        held.push(chunk);
        heldBytes += chunk.length;
        heldOfAll += chunk.length;
      } else release();
    }
  } catch (error) {
    release();
    throw error;
  }
  return { size, crc32: sum, open: heldBytes === size ? async () => streamOf(held) : open, release };
}
