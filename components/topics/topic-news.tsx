'use client';

import { useKeepTopics } from './use-keep-topics';

/** Keeps the list of topics current, wherever it is shown. */
export function TopicNews() {
  useKeepTopics();
  return null;
}
