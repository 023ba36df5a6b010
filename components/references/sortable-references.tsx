'use client';

import {
  Accessibility,
  type DragEndEvent,
  type DragOverEvent,
  type DragStartEvent,
  StyleInjector,
} from '@dnd-kit/dom';
import { DragDropProvider } from '@dnd-kit/react';
import { isSortable, useSortable } from '@dnd-kit/react/sortable';
import { useTranslations } from 'next-intl';
import { type ComponentProps, useMemo } from 'react';
import { ReferenceItem } from './reference-item';

type Item = ComponentProps<typeof ReferenceItem>;

interface Props {
  items: readonly Item[];
  onMove: (from: number, to: number) => void;
}

/** References that can be put in another order by mouse, finger and keyboard; moves are announced. */
export function SortableReferences({ items, onMove }: Props) {
  const t = useTranslations('references');
  const total = items.length;

  const ownPlugins = useMemo(() => {
    function say(
      key: 'picked' | 'moved' | 'put' | 'putBack',
      { operation: { source } }: Pick<DragStartEvent | DragOverEvent | DragEndEvent, 'operation'>,
    ) {
      return isSortable(source) ? t(key, { number: source.index + 1, total }) : undefined;
    }
    return [
      Accessibility.configure({
        screenReaderInstructions: { draggable: t('instructions') },
        announcements: {
          dragstart: (event: DragStartEvent) => say('picked', event),
          dragover: (event: DragOverEvent) => say('moved', event),
          dragend: (event: DragEndEvent) => say(event.canceled ? 'putBack' : 'put', event),
        },
      }),
      StyleInjector.configure({ nonce: pageNonce() }),
    ];
  }, [t, total]);

  return (
    <DragDropProvider
      plugins={(usual) => [...usual, ...ownPlugins]}
      onDragEnd={({ operation: { source }, canceled }) => {
        if (!canceled && isSortable(source) && source.index !== source.initialIndex)
          onMove(source.initialIndex, source.index);
      }}
    >
      {items.map((item, index) => (
        <SortableReference key={item.reference.key} item={item} index={index} />
      ))}
    </DragDropProvider>
  );
}

function SortableReference({ item, index }: { item: Item; index: number }) {
  const { ref, handleRef, isDragging } = useSortable({ id: item.reference.key, index });
  return <ReferenceItem {...item} ref={ref} handleRef={handleRef} dragged={isDragging} />;
}

/** The page's policy lets in style sheets that carry it. */
function pageNonce(): string {
  return document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce ?? '';
}
