/** The `sizes` of a picture that is seen whole: beside the details in a wide window, above them in a narrow one. */
export function fittingSizes({ width, height }: { width: number; height: number }): string {
  const shape = width / height;
  return `(min-width: 1024px) min(100vw - 24rem, (100vh - 3rem) * ${shape}), min(100vw, 62vh * ${shape})`;
}
