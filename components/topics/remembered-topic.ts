/** Names the topic that the generator opens with. */
export const TOPIC_COOKIE = 'topic';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** The topic that the generator opens with, kept in the browser. */
export const rememberedTopic = {
  set: (topicId: string) => write(topicId, YEAR_SECONDS),
  /** Forgets this one; another stays. */
  forget: (topicId: string) => {
    if (document.cookie.split('; ').includes(`${TOPIC_COOKIE}=${topicId}`)) write('', 0);
  },
};

function write(value: string, maxAge: number): void {
  const secure = location.protocol === 'https:' ? '; Secure' : '';
  // biome-ignore lint/suspicious/noDocumentCookie: Safari and Firefox have had the Cookie Store API for too short a time
  document.cookie = `${TOPIC_COOKIE}=${value}; Path=/image-generator; Max-Age=${maxAge}; SameSite=Lax${secure}`;
}
