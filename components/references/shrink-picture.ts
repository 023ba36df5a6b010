/** As large as models look at them. */
const MAX_SIDE = 2048;
/** Hosts that take bodies of 4.5 MB take this with room for the form around it; what stays larger is sent in parts. */
const MAX_BYTES = 4_000_000;

/** In this order until one is small enough; browsers that don't write WebP give a PNG instead, which is passed over. */
const WAYS = [
  { type: 'image/webp', quality: 0.92 },
  { type: 'image/webp', quality: 0.8 },
  { type: 'image/jpeg', quality: 0.85 },
  { type: 'image/jpeg', quality: 0.6 },
] as const;

/**
 * The picture with at most 2,048 px on its longest side and, where that can be, 4 MB, upright; the file itself if it is that already and
 * `asIs` allows it. Rejects for what the browser can't open.
 */
export async function shrinkPicture(file: Blob, { asIs }: { asIs: boolean }): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  try {
    const scale = Math.min(1, MAX_SIDE / Math.max(bitmap.width, bitmap.height));
    if (asIs && scale === 1 && file.size <= MAX_BYTES) return file;
    const width = Math.max(1, Math.round(bitmap.width * scale));
    const height = Math.max(1, Math.round(bitmap.height * scale));
    return await encode(bitmap, width, height);
  } finally {
    bitmap.close();
  }
}

async function encode(bitmap: ImageBitmap, width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no canvas.');
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, width, height);
  let smallest: Blob | undefined;
  for (const way of WAYS) {
    if (way.type === 'image/jpeg') fillBehind(context, width, height);
    const blob = await canvas.convertToBlob(way);
    if (blob.type !== way.type) continue;
    if (blob.size <= MAX_BYTES) return blob;
    if (!smallest || blob.size < smallest.size) smallest = blob;
  }
  if (!smallest) throw new Error('This browser cannot write the picture.');
  return smallest;
}

/** What is see-through would be black in a JPEG. */
function fillBehind(context: OffscreenCanvasRenderingContext2D, width: number, height: number): void {
  context.globalCompositeOperation = 'destination-over';
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
}
