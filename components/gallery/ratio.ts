/** Width divided by height of an aspect ratio like "16:9". */
export function ratio(aspectRatio: string): number {
  const [width, height] = aspectRatio.split(':').map(Number);
  return width && height ? width / height : 1;
}
