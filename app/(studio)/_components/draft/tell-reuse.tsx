import type { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { ReuseKind } from '@/components/pictures/pictures-context';
import type { ToastSlot } from '@/components/ui/toast';
import { DEFAULT_MODEL, findModel } from '@/lib/providers/catalogue';
import type { DraftPart, Reused } from './reuse';

export { reuseInto } from './reuse';

const UNDO_MS = 20_000;

export interface ReuseWords {
  title: string;
  details?: ReactNode;
}

export interface Told {
  kind: ReuseKind;
  reused: Reused;
  /** Instead of what the kind of reuse says. */
  words?: ReuseWords | undefined;
  undo: () => void;
  toast: ToastSlot;
}

/** Says what a reuse has changed and offers to undo it. */
export function tellReuse(
  t: ReturnType<typeof useTranslations<'reuse'>>,
  { kind, reused, words, undo, toast }: Told,
): void {
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
    return kind === 'edit' ? t(kind) : replaced();
  }

  const replaced = () => capitalised(t('replaced', { parts: list(changed) }));
  const first = title();
  const lines = [
    ...(changed.length > 0 && kind !== 'reference' && first !== replaced() ? [`${replaced()}.`] : []),
    ...(fitted.length > 0 && kind !== 'reference' ? [t('fitted', { model, parts: list(fitted) })] : []),
  ];
  toast.show(first, {
    duration: UNDO_MS,
    description:
      lines.length > 0 || words?.details ? (
        <>
          {lines.join(' ')}
          {words?.details}
        </>
      ) : undefined,
    action: changed.length > 0 ? { label: t('undo'), onClick: undo } : undefined,
  });
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
}
