/** Does the same on each of `connections` until all have ended; the seconds it took. */
export async function sideBySide(connections: number, work: () => Promise<void>): Promise<number> {
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: connections }, () => work()));
  return (performance.now() - startedAt) / 1000;
}
