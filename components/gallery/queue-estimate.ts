/**
 * Roughly when a picture in the queue is ready, in ms: the rounds that must end before it starts, the current one half
 * over, and then its own time. `running` is how many of this person's are being made now.
 */
export function queueEstimate(queuePosition: number, running: number, p50Ms: number): number {
  const rounds = Math.ceil(queuePosition / Math.max(1, running));
  return (rounds + 0.5) * p50Ms;
}
