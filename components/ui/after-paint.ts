/** Does something when the next frame has been painted: first the answer to a press, then what follows from it. */
export function afterPaint(act: () => void): void {
  requestAnimationFrame(() => setTimeout(act));
}
