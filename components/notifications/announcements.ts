type Listener = (words: string) => void;

const listeners = new Set<Listener>();

/** What is to be read out to people who don't see it, said anywhere in the app. */
export const announcements = {
  say(words: string): void {
    for (const hear of listeners) hear(words);
  },
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};
