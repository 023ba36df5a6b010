'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { type ReactNode, type RefObject, useCallback } from 'react';
import type { Reusable, ReuseKind } from '@/components/pictures/pictures-context';
import { ToastSlot } from '@/components/ui/toast';
import { DEFAULT_MODEL, findModel } from '@/lib/providers/catalogue';
import type { ComposerDraft } from './composer-draft';
import type { DraftPart, Reused } from './reuse';

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
const UNDO_MS = 20_000;

interface Words {
  title: string;
  details?: ReactNode;
}

/** Returns the function that says what a reuse has changed and offers to undo it. */
export function useReuseToast(
  draft: ComposerDraft,
): (kind: ReuseKind, reused: Reused, words?: Words) => void {
  const t = useTranslations('reuse');

  return useCallback(
    (kind, reused, words) => {
      const { changed, fitted } = reused;
      const { settings, references } = reused.draft;
      const { label: model, maxReferences: max } = findModel(settings.model) ?? DEFAULT_MODEL;

      function list(parts: readonly DraftPart[]): string {
        const said = parts.filter((part) => part !== 'parent' || parts.length === 1);
        const names = said.map((part) => t(`parts.${part}`));
        const last = names.pop() ?? '';
        return names.length > 0 ? t('and', { first: names.join(', '), last }) : last;
      }

      function title(): string {
        if (words) return words.title;
        if (kind === 'reference' && changed.length === 0)
          return references.length < max ? t('known') : t('full', { model, max });
        if (changed.length === 0) return t('nothing');
        if (kind === 'reference') return t('reference', { number: references.length });
        return kind === 'edit' || kind === 'variations' ? t(kind) : replaced();
      }

      const replaced = () => capitalised(t('replaced', { parts: list(changed) }));
      const first = title();
      const lines = [
        ...(changed.length > 0 && kind !== 'reference' && first !== replaced() ? [replaced()] : []),
        ...(fitted.length > 0 && kind !== 'reference' ? [t('fitted', { model, parts: list(fitted) })] : []),
      ];
      reuseToast.show(first, {
        duration: UNDO_MS,
        description:
          lines.length > 0 || words?.details ? (
            <>
              {lines.join(' ')}
              {words?.details}
            </>
          ) : undefined,
        action: changed.length > 0 ? { label: t('undo'), onClick: draft.undoReuse } : undefined,
      });
    },
    [draft, t],
  );
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
}
