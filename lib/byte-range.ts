export type ByteRange = { start: number; end: number };

/**
 * The single range of a Range header against `size` bytes, with an inclusive end; null to send everything
 * (no header, another unit, several ranges), 'unsatisfiable' for a 416.
 */
export function byteRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
  const match = header?.match(/^bytes=(\d*)-(\d*)$/);
  if (!match || (!match[1] && !match[2])) return null;
  const [, first, last] = match;
  if (!first) {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size - 1 };
  }
  const start = Number(first);
  const end = last ? Math.min(Number(last), size - 1) : size - 1;
  if (last && Number(last) < start) return null;
  return start >= size ? 'unsatisfiable' : { start, end };
}

/** These bytes of a stream that begins at 0, which is read no further than to their end. */
export function cutRange(
  whole: ReadableStream<Uint8Array>,
  { start, end }: ByteRange,
): ReadableStream<Uint8Array> {
  let position = 0;
  return whole.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        const part = chunk.subarray(Math.max(0, start - position), Math.max(0, end + 1 - position));
        position += chunk.length;
        if (part.length > 0) controller.enqueue(part);
        if (position > end) controller.terminate();
      },
    }),
  );
}
