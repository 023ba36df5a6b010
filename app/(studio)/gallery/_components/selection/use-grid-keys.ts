'use client';

import { type KeyboardEvent, useState } from 'react';
import type { GalleryLayout } from '@/app/(studio)/gallery/_components/layout/gallery-layout';
import { type FocusMove, moveFocus } from '@/app/(studio)/gallery/_components/layout/move-focus';
import type { Selection } from './selection';

const MOVES: Readonly<Record<string, FocusMove>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
};

/** What is done to a picture without opening it. */
export type QuickAction = 'favourite' | 'download' | 'delete';

const QUICK_KEYS: Readonly<Record<string, QuickAction>> = {
  f: 'favourite',
  d: 'download',
  delete: 'delete',
};

interface Grid {
  ids: readonly string[];
  layout: GalleryLayout;
  /** Index of the picture that has the focus. */
  active: number;
  selection: Selection;
  onSelect: (selection: Selection) => void;
  onFocus: (index: number) => void;
  onOpen: (taskId: string) => void;
  onClear: () => void;
  /** Does something to the selected pictures, or to this one where none is. */
  onAct: (action: QuickAction, taskId: string) => void;
}

/** Arrow keys go over rows and columns, Shift extends, Space selects, Enter opens, Ctrl/Cmd+A takes all, Escape none, F, D and Delete act. */
export function useGridKeys(grid: Grid): (event: KeyboardEvent) => void {
  const { ids, layout, active, selection, onSelect } = grid;

  function move(to: FocusMove, extend: boolean): void {
    // What stays visible of a page when it is turned: the bars above and below, and some of the last row.
    const next = moveFocus(layout, active, to, window.innerHeight * 0.7);
    const id = ids[next];
    if (extend && id !== undefined) onSelect(selection.extendTo(id, ids, ids[active]));
    grid.onFocus(next);
  }

  function act(event: KeyboardEvent): boolean {
    const { key, shiftKey, altKey } = event;
    const command = event.ctrlKey || event.metaKey;
    const id = ids[active];
    const to = MOVES[key];
    const quick = QUICK_KEYS[key.toLowerCase()];
    if (altKey || id === undefined) return false;
    if (to && (!command || to === 'home' || to === 'end')) move(to, shiftKey);
    else if (key === 'a' && command) onSelect(selection.with(ids));
    else if (command) return false;
    else if (key === ' ') onSelect(shiftKey ? selection.extendTo(id, ids, id) : selection.toggle(id));
    else if (key === 'Enter') grid.onOpen(id);
    else if (key === 'Escape') grid.onClear();
    else if (quick) grid.onAct(quick, id);
    else return false;
    return true;
  }

  return (event) => {
    if (act(event)) event.preventDefault();
  };
}

interface Active {
  /** Index of the picture that the Tab key reaches; -1 without pictures. */
  index: number;
  set: (index: number) => void;
}

/** Remembers which picture had the focus last; when that one is gone, it is the one in its place. */
export function useActive(ids: readonly string[]): Active {
  const [last, setLast] = useState({ id: ids[0], index: 0 });
  const found = ids[last.index] === last.id ? last.index : ids.indexOf(last.id ?? '');
  return {
    index: found >= 0 ? found : Math.min(last.index, ids.length - 1),
    set: (index) => {
      if (index !== last.index || ids[index] !== last.id) setLast({ id: ids[index], index });
    },
  };
}
