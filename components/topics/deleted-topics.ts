type Listener = (topicId: string) => void;

const listeners = new Set<Listener>();

/** Topics that were deleted on this page, for every store that may have pictures of them. */
export const deletedTopics = {
  tell(topicId: string): void {
    for (const hear of listeners) hear(topicId);
  },
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};
