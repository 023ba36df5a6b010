'use client';

import { useTranslations } from 'next-intl';
import { useLayoutEffect, useRef } from 'react';
import { LazyPart } from '@/components/ui/lazy-part';
import type { Reference } from './reference';
import { ReferenceItem } from './reference-item';

interface Props {
  references: readonly Reference[];
  onMove: (from: number, to: number) => void;
  onRemove: (reference: Reference) => void;
  onLoaded: (reference: Reference) => void;
  onBroken: (reference: Reference) => void;
}

/** What moves them weighs as much as a fifth of the page: it is loaded when there is something to move. */
const loadSortable = () => import('./sortable-references').then((module) => module.SortableReferences);

/** The references in their order, beside the chips; on small screens in a row of its own that scrolls. */
export function ReferenceList({ references, onMove, onRemove, onLoaded, onBroken }: Props) {
  const t = useTranslations('references');
  const list = useRef<HTMLUListElement>(null);
  const focusNext = useRef<string | undefined>(undefined);

  // Whoever removes by keyboard goes on from the neighbour.
  useLayoutEffect(() => {
    const key = focusNext.current;
    focusNext.current = undefined;
    if (key) list.current?.querySelector<HTMLElement>(`[data-reference="${key}"] button`)?.focus();
  });

  const total = references.length;
  const items = references.map((reference, index) => ({
    reference,
    number: index + 1,
    total,
    onRemove: () => {
      focusNext.current = (references[index + 1] ?? references[index - 1])?.key;
      onRemove(reference);
    },
    onLoaded: () => onLoaded(reference),
    onBroken: () => onBroken(reference),
  }));
  const plain = items.map((item) => <ReferenceItem key={item.reference.key} {...item} />);

  return (
    <ul
      ref={list}
      aria-label={t('label')}
      className="@max-2xl/composer:-mx-1 flex @max-2xl/composer:basis-full @2xl/composer:flex-wrap gap-2 @max-2xl/composer:overflow-x-auto @max-2xl/composer:p-1"
    >
      {total > 1 ? <LazyPart load={loadSortable} part={{ items, onMove }} fallback={plain} /> : plain}
    </ul>
  );
}
