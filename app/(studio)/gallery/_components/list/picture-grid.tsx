'use client';

import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useImperativeHandle, useRef } from 'react';
import { flushSync } from 'react-dom';
import { type GalleryLayout, rowMeasure } from '@/app/(studio)/gallery/_components/layout/gallery-layout';
import type { Selection } from '@/app/(studio)/gallery/_components/selection/selection';
import {
  type QuickAction,
  useActive,
  useGridKeys,
} from '@/app/(studio)/gallery/_components/selection/use-grid-keys';
import { usePointerSelection } from '@/app/(studio)/gallery/_components/selection/use-pointer-selection';
import { BandFrame } from '@/app/(studio)/gallery/_components/selection/use-rubber-band';
import { usePictureSize } from '@/components/pictures/picture-size';
import { cn } from '@/components/ui/class-names';
import { PictureCard } from './picture-card';
import { useLayout, useWidth } from './use-layout';
import { useVisibleRows } from './use-visible-rows';

export interface GridHandle {
  /** Moves the focus to this picture, and scrolls it into view. */
  view: (taskId: string) => void;
  /** Gives the focus back to the picture that had it last. */
  focus: () => void;
}

interface Props {
  ids: readonly string[];
  /** Nothing comes after them. */
  complete: boolean;
  /** Another search is under way. */
  busy: boolean;
  selection: Selection;
  /** A click selects instead of opening. */
  selecting: boolean;
  onSelect: (selection: Selection) => void;
  onClear: () => void;
  onOpen: (taskId: string) => void;
  onAct: (action: QuickAction, taskId: string) => void;
  onNearEnd: () => void;
  handle: RefObject<GridHandle | null>;
}

/** The next page is asked for when the last row in the page, which is not seen yet, is this near to the end. */
const ROWS_AHEAD = 2;

/**
 * Pictures in justified rows, of which only those near the window are elements. It is a list of options and no grid of
 * cells: which rows there are depends on the window's width and says nothing of the pictures.
 */
export function PictureGrid({ ids, complete, busy, selection, selecting, handle, ...on }: Props) {
  const t = useTranslations('gallery');
  const list = useRef<HTMLDivElement>(null);
  const width = useWidth(list);
  const size = usePictureSize();
  const layout = useLayout(ids, width, complete);
  const active = useActive(ids);
  const rows = useVisibleRows(
    list,
    layout,
    rowMeasure(width, size).gap,
    layout.boxes[active.index]?.row ?? 0,
  );
  const placed = width > 0 && rows !== null;
  const shown = placed ? indexesIn(layout, rows) : Array.from(ids.keys());

  function focus(index: number): void {
    flushSync(() => active.set(index));
    const card = document.getElementById(`picture-${ids[index]}`);
    card?.scrollIntoView({ block: 'nearest' });
    card?.focus({ preventScroll: true });
  }

  const grid = { ids, layout, active: active.index, selection, selecting, ...on };
  const onKeyDown = useGridKeys({ ...grid, onFocus: focus });
  const { band, handlers } = usePointerSelection(list, grid);
  useImperativeHandle(handle, () => ({
    view: (taskId) => focus(ids.includes(taskId) ? ids.indexOf(taskId) : active.index),
    focus: () => document.getElementById(`picture-${ids[active.index]}`)?.focus({ preventScroll: true }),
  }));

  const { onNearEnd } = on;
  const nearEnd = placed && (rows.at(-1) ?? 0) >= layout.rows.length - ROWS_AHEAD;
  const { length } = ids;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a page may be so short that its end is near again
  useEffect(() => {
    if (nearEnd && !complete) onNearEnd();
  }, [nearEnd, complete, length, onNearEnd]);

  return (
    <div
      {...handlers}
      className="@container/gallery relative -mx-3 touch-manipulation select-none px-3 pb-6 lg:-mx-8 lg:px-8"
    >
      <div
        ref={list}
        role="listbox"
        aria-label={t('pictures')}
        aria-multiselectable
        aria-busy={busy}
        tabIndex={-1}
        onKeyDown={onKeyDown}
        onFocus={({ target }) => {
          if (target.dataset.index !== undefined) active.set(Number(target.dataset.index));
        }}
        style={placed ? { height: layout.height } : undefined}
        className={cn(
          'relative outline-none transition-opacity duration-150',
          busy && 'opacity-50',
          !placed &&
            "flex flex-wrap items-start gap-(--gap) [--gap:4px] [--row:calc(116px*var(--picture-zoom))] after:flex-[100000_0_0px] after:content-[''] @min-[560px]/gallery:[--gap:6px] @min-[560px]/gallery:[--row:calc(164px*var(--picture-zoom))] @min-[1000px]/gallery:[--gap:8px] @min-[1000px]/gallery:[--row:calc(184px*var(--picture-zoom))]",
        )}
      >
        {shown.map((index) => {
          const id = ids[index] ?? '';
          return (
            <PictureCard
              key={id}
              taskId={id}
              index={index}
              box={layout.boxes[index] ?? null}
              selected={selection.has(id)}
              selecting={selecting}
              active={index === active.index}
            />
          );
        })}
        {band ? <BandFrame band={band} /> : null}
      </div>
    </div>
  );
}

function indexesIn(layout: GalleryLayout, rows: readonly number[]): number[] {
  return rows.flatMap((index) => {
    const row = layout.rows[index];
    return row ? Array.from({ length: row.end - row.first }, (_, place) => row.first + place) : [];
  });
}
