/** The page of a topic. */
export function topicPath(topicId: string): `/image-generator/${string}` {
  return `/image-generator/${topicId}`;
}
