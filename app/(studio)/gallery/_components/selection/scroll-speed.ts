const EDGE_PX = 90;
const FASTEST = 26;

/** How many px a frame to scroll while something is dragged at this height of the window: towards the edge it is near. */
export function scrollSpeed(y: number, windowHeight: number): number {
  const above = Math.max(0, EDGE_PX - y);
  const below = Math.max(0, y - (windowHeight - EDGE_PX));
  return Math.round((Math.min(EDGE_PX, below) - Math.min(EDGE_PX, above)) * (FASTEST / EDGE_PX));
}
