/** Names the topic that the generator opens with. */
export const TOPIC_COOKIE = 'topic';
