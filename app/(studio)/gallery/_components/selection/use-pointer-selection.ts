'use client';

import { type DragEvent, type MouseEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { GalleryLayout } from '@/app/(studio)/gallery/_components/layout/gallery-layout';
import { picturesInBand } from './pictures-in-band';
import { Selection } from './selection';
import type { QuickAction } from './use-grid-keys';
import { type Band, useRubberBand } from './use-rubber-band';

interface Grid {
  ids: readonly string[];
  layout: GalleryLayout;
  active: number;
  selection: Selection;
  /** A click selects instead of opening. */
  selecting: boolean;
  onSelect: (selection: Selection) => void;
  onOpen: (taskId: string) => void;
  onAct: (action: QuickAction, taskId: string) => void;
}

interface PointerSelection {
  band: Band | null;
  handlers: {
    onPointerDown: (event: PointerEvent) => void;
    onDragStart: (event: DragEvent) => void;
    onClick: (event: MouseEvent) => void;
    onContextMenu: (event: MouseEvent) => void;
  };
}

/** Selecting with mouse and finger: check mark, click with a modifier, rubber band, long press and then taps. */
export function usePointerSelection(list: RefObject<HTMLElement | null>, grid: Grid): PointerSelection {
  const { ids, selection, onSelect } = grid;
  const press = useLongPress();
  const before = useRef({ selection, kept: selection });
  const rubberBand = useRubberBand(list, {
    onStart({ shiftKey, ctrlKey, metaKey }) {
      const keeps = shiftKey || ctrlKey || metaKey;
      before.current = { selection, kept: keeps ? selection : Selection.empty };
    },
    onMove({ from, to }) {
      const touched = picturesInBand(grid.layout, from, to);
      onSelect(before.current.kept.with(touched.flatMap((index) => ids[index] ?? [])));
    },
    onCancel: () => onSelect(before.current.selection),
  });

  function onPointerDown(event: PointerEvent): void {
    const id = idAt(event.target, ids);
    // A picture is dragged out of the page, until something is being selected.
    const drags = event.target instanceof HTMLImageElement && event.target.draggable;
    if (!drags) rubberBand.onPointerDown(event);
    else rubberBand.forget();
    press.onPointerDown(event, () => id !== undefined && onSelect(selection.toggle(id)));
  }

  function onClick(event: MouseEvent): void {
    const id = idAt(event.target, ids);
    if (id === undefined || rubberBand.hasDragged() || press.isHeld()) return;
    const action = event.target instanceof Element && event.target.closest<HTMLElement>('[data-action]');
    if (action) {
      grid.onAct(action.dataset.action as QuickAction, id);
      return;
    }
    const onCheck = event.target instanceof Element && event.target.closest('[data-check]') !== null;
    if (event.shiftKey) onSelect(selection.extendTo(id, ids, ids[grid.active]));
    else if (grid.selecting || onCheck || event.ctrlKey || event.metaKey) onSelect(selection.toggle(id));
    else grid.onOpen(id);
  }

  return {
    band: rubberBand.band,
    handlers: {
      onPointerDown,
      onDragStart: (event) => {
        // A finger that rests selects.
        if (press.isTouch()) event.preventDefault();
      },
      onClick,
      onContextMenu: (event) => {
        if (press.isHeld()) event.preventDefault();
      },
    },
  };
}

function idAt(target: EventTarget, ids: readonly string[]): string | undefined {
  const card = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null;
  return card ? ids[Number(card.dataset.index)] : undefined;
}

/** Before the browser's own menu comes. */
const HOLD_MS = 400;
const SLACK_PX = 10;

interface LongPress {
  onPointerDown: (event: PointerEvent, act: () => void) => void;
  /** Whether a finger rests or has just acted: then neither the browser's menu nor the click are meant. */
  isHeld: () => boolean;
  /** Whether the last press was a finger's. */
  isTouch: () => boolean;
}

/** A finger that rests on something, as opposed to one that taps or scrolls. */
function useLongPress(): LongPress {
  const end = useRef<() => void>(undefined);
  const held = useRef(false);
  const touch = useRef(false);
  useEffect(() => () => end.current?.(), []);

  return {
    isHeld: () => held.current,
    isTouch: () => touch.current,
    onPointerDown({ pointerType, clientX, clientY }, act) {
      end.current?.();
      held.current = false;
      touch.current = pointerType === 'touch';
      if (pointerType !== 'touch') return;
      const stop = new AbortController();
      const timer = setTimeout(() => {
        held.current = true;
        navigator.vibrate?.(10);
        act();
      }, HOLD_MS);
      stop.signal.addEventListener('abort', () => clearTimeout(timer));
      end.current = () => stop.abort();
      const options = { signal: stop.signal };
      window.addEventListener('pointerup', end.current, options);
      window.addEventListener('pointercancel', end.current, options);
      window.addEventListener(
        'pointermove',
        (event) => {
          if (Math.hypot(event.clientX - clientX, event.clientY - clientY) > SLACK_PX) stop.abort();
        },
        options,
      );
    },
  };
}
