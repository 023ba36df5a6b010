'use client';

import { usePathname, useRouter } from 'next/navigation';
import { type RefObject, useCallback } from 'react';
import type { Reusable, ReuseKind } from '@/components/gallery/reusable';
import type { ComposerDraft } from './composer-draft';
import { useReuseToast } from './use-reuse-toast';

const GENERATOR = '/image-generator';

/** Returns the function that fills the composer from any page, with the cursor in the prompt. */
export function useReuse(
  draft: ComposerDraft,
  promptRef: RefObject<HTMLTextAreaElement | null>,
): (kind: ReuseKind, what: Reusable) => void {
  const router = useRouter();
  const onGenerator = usePathname().startsWith(GENERATOR);
  const tell = useReuseToast(draft);
  return useCallback(
    (kind, what) => {
      tell(kind, draft.reuse(kind, what));
      if (!onGenerator) {
        draft.wantFocus();
        router.push(GENERATOR);
        return;
      }
      // After a dialog that closes has given the focus back.
      requestAnimationFrame(() => {
        promptRef.current?.focus();
        window.scrollTo({ top: 0, behavior: 'smooth' });
      });
    },
    [draft, promptRef, router, onGenerator, tell],
  );
}
