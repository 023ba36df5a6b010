import { createContext, type RefObject } from 'react';
import type { ComposerDraft } from '@/app/(studio)/image-generator/_components/composer/composer-draft';

interface Studio {
  /** What is being written; it outlasts a visit to another page. */
  draft: ComposerDraft;
  /** The prompt's field, while the composer is on the page. */
  promptRef: RefObject<HTMLTextAreaElement | null>;
}

export const StudioContext = createContext<Studio | null>(null);
