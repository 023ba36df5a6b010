'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type RefObject, useCallback, useEffect } from 'react';
import { reportLostPart } from '@/components/notices/page-notices';
import type { Reusable, ReuseKind } from '@/components/pictures/pictures-context';
import { ToastSlot } from '@/components/ui/toast';
import { preload } from '@/components/ui/use-lazy';
import type { ComposerDraft } from './composer-draft';
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
      tell(kind, what);
      if (!onGenerator) {
        draft.wantFocus();
        router.push(GENERATOR);
        return;
      }
      // After a dialog that closes has given the focus back.
      requestAnimationFrame(() => {
        promptRef.current?.focus();
        // The model's is the first list of the form.
        if (kind === 'model')
          promptRef.current?.form?.querySelector<HTMLElement>('[role="combobox"]')?.click();
        window.scrollTo({ top: 0, behavior: 'smooth' });
      });
    },
    [draft, promptRef, router, onGenerator, tell],
  );
}

/** One at a time: what an older one would bring back is gone. */
export const reuseToast = new ToastSlot();

const loadTelling = () => import('./tell-reuse');

/** Returns the function that fills the composer, says what that has changed and offers to undo it. */
export function useReuseToast(
  draft: ComposerDraft,
): (kind: ReuseKind, what: Reusable, words?: ReuseWords) => void {
  const t = useTranslations('reuse');
  useEffect(() => preload(loadTelling), []);
  return useCallback(
    (kind, what, words) => {
      const fill = () =>
        void loadTelling().then(
          ({ reuseInto, tellReuse }) => {
            const reused = reuseInto(draft, kind, what);
            tellReuse(t, { kind, reused, words, undo: draft.undoReuse, toast: reuseToast });
          },
          () => reportLostPart(loadTelling, fill),
        );
      fill();
    },
    [draft, t],
  );
}
