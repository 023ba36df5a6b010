'use client';

import { useSyncExternalStore } from 'react';
import type { ComposerDraft } from './composer-draft';

export function useDraft(draft: ComposerDraft) {
  return useSyncExternalStore(draft.subscribe, draft.snapshot, draft.serverSnapshot);
}
