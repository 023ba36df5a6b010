/** Whether a PNG has frames, which libvips does not tell: a chunk acTL with more than one, before the first IDAT. */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === 'IDAT') return false;
    if (type === 'acTL') return view.getUint32(at + 8) > 1;
    at += 12 + length;
  }
  return false;
}
