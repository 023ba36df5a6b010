/** The `maxDuration` of the routes that work after or before their answer. */
const MAX_SECONDS = 300;
const MARGIN_SECONDS = 15;

/** When the work of a request that has just come must have ended, in ms of performance.now. */
export function workEndsAt(): number {
  return performance.now() + (MAX_SECONDS - MARGIN_SECONDS) * 1000;
}
