'use client';

import { useState } from 'react';
import { Selection } from './selection';

interface Selecting {
  selection: Selection;
  /** The selected pictures that are still there, in order. */
  chosen: readonly string[];
  /** A click selects instead of opening: something is selected, or is about to be. */
  selecting: boolean;
  select: (selection: Selection) => void;
  /** Begins without a first picture, for those who can neither hover nor press long. */
  begin: () => void;
  end: () => void;
}

/** What is selected among the answers to a query; another query begins with nothing. */
export function useSelection(ids: readonly string[], query: string): Selecting {
  const nothing = { query, selection: Selection.empty, begun: false };
  const [state, setState] = useState(nothing);
  const { selection, begun } = state.query === query ? state : nothing;
  const chosen = selection.size === 0 ? [] : ids.filter((id) => selection.has(id));
  return {
    selection,
    chosen,
    selecting: begun || chosen.length > 0,
    select: (next) => setState({ query, selection: next, begun }),
    begin: () => setState({ ...nothing, begun: true }),
    end: () => setState(nothing),
  };
}
