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
import { type ComponentProps, useLayoutEffect, useRef, useState } from 'react';
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

  // The plugin keeps the announcements that it was made with.
  const words = useRef({ t, total });
  useLayoutEffect(() => {
    words.current = { t, total };
  });

  const [ownPlugins] = useState(() => {
    let saidIndex = 0;
    function say(key: 'picked' | 'moved' | 'put' | 'putBack', index: number): string {
      saidIndex = index;
      return words.current.t(key, { number: index + 1, total: words.current.total });
    }
    return [
      Accessibility.configure({
        screenReaderInstructions: { draggable: t('instructions') },
        announcements: {
          dragstart: ({ operation: { source } }: DragStartEvent) =>
            isSortable(source) ? say('picked', source.index) : undefined,
          // What is dragged is over itself again when it has been moved.
          dragover: ({ operation: { source } }: DragOverEvent) =>
            isSortable(source) && source.index !== saidIndex ? say('moved', source.index) : undefined,
          dragend: ({ operation: { source }, canceled }: DragEndEvent) => {
            if (!isSortable(source)) return undefined;
            return canceled ? say('putBack', source.initialIndex) : say('put', source.index);
          },
        },
      }),
      StyleInjector.configure({ nonce: pageNonce() }),
    ];
  });

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
