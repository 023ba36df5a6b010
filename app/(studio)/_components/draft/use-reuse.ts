'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type RefObject, useCallback, useEffect } from 'react';
import type { Reusable, ReuseKind } from '@/components/pictures/pictures-context';
import { ToastSlot } from '@/components/ui/toast';
import { preload } from '@/components/ui/use-lazy';
import type { ComposerDraft } from './composer-draft';
import type { Reused } from './reuse';
import type { ReuseWords } from './tell-reuse';

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

/** One at a time: what an older one would bring back is gone. */
export const reuseToast = new ToastSlot();

const loadTelling = () => import('./tell-reuse');

/** Returns the function that says what a reuse has changed and offers to undo it. */
export function useReuseToast(
  draft: ComposerDraft,
): (kind: ReuseKind, reused: Reused, words?: ReuseWords) => void {
  const t = useTranslations('reuse');
  useEffect(() => preload(loadTelling), []);
  return useCallback(
    (kind, reused, words) => {
      loadTelling().then(
        ({ tellReuse }) => tellReuse(t, { kind, reused, words, undo: draft.undoReuse, toast: reuseToast }),
        (error: unknown) => console.info('What a reuse has changed could not be told.', error),
      );
    },
    [draft, t],
  );
}
