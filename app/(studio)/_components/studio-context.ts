'use client';

import { createContext, type RefObject, useContext } from 'react';
import type { ComposerDraft } from './draft/composer-draft';

interface Studio {
  /** What is being written; it outlasts a visit to another page. */
  draft: ComposerDraft;
  /** The prompt's field, while the composer is on the page. */
  promptRef: RefObject<HTMLTextAreaElement | null>;
  /** Adds credits; only a local installation has it. */
  getMore?: (() => Promise<boolean>) | undefined;
}

export const StudioContext = createContext<Studio | null>(null);

/** The draft and the prompt's field, from any page of the studio. */
export function useStudio() {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('useStudio needs a StudioContext above it');
  return studio;
}
