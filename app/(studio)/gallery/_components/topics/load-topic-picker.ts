/** Brings it: it is the heaviest part of the page, and most never open it. */
export const loadTopicPicker = () => import('./topic-picker').then((module) => module.TopicPicker);
