/** The width of a picture that is seen whole: in numbers, because one that has not loaded yet has no size to be limited. */
export function fittingWidth({ width, height }: { width: number; height: number }): string {
  return `min(${width}px, 100cqw - var(--margin), (100cqh - var(--margin)) * ${width / height})`;
}
