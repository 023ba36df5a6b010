'use client';

import { useState } from 'react';

const NOBODY: ReadonlySet<string> = new Set();

/** Which pictures are selected. It never changes: every step gives the next one. */
export class Selection {
  static readonly empty = new Selection(NOBODY, null, NOBODY);

  private constructor(
    readonly ids: ReadonlySet<string>,
    /** Where a range begins. */
    private readonly anchor: string | null,
    /** What was selected without the range that is being drawn from the anchor. */
    private readonly base: ReadonlySet<string>,
  ) {}

  get size(): number {
    return this.ids.size;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** Selects a picture, or no longer; ranges begin here from now on. */
  toggle(id: string): Selection {
    const ids = new Set(this.ids);
    if (!ids.delete(id)) ids.add(id);
    return new Selection(ids, id, ids);
  }

  /** Selects from where the last step was to here, in this order, instead of an earlier range from there. */
  extendTo(id: string, order: readonly string[], from: string = id): Selection {
    const anchor = this.anchor !== null && order.includes(this.anchor) ? this.anchor : from;
    const [first, last] = [order.indexOf(anchor), order.indexOf(id)].sort((a, b) => a - b);
    const ids = new Set([...this.base, ...order.slice(first, (last ?? 0) + 1)]);
    return new Selection(ids, anchor, this.base);
  }

  /** Selects these beside the ones that are. */
  with(ids: Iterable<string>): Selection {
    const all = new Set([...this.ids, ...ids]);
    return new Selection(all, this.anchor, all);
  }

  /** Forgets pictures that are gone. */
  without(gone: Iterable<string>): Selection {
    const ids = new Set(this.ids);
    for (const id of gone) ids.delete(id);
    return ids.size === this.ids.size ? this : new Selection(ids, this.anchor, ids);
  }
}

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

/**
 * What is selected among the answers to a query; another query begins with nothing. What is selected and not loaded now, in
 * another order, stays selected as long as it is there.
 */
export function useSelection(
  ids: readonly string[],
  query: string,
  isThere: (id: string) => boolean,
): Selecting {
  const nothing = { query, selection: Selection.empty, begun: false };
  const [state, setState] = useState(nothing);
  const { selection, begun } = state.query === query ? state : nothing;
  const loaded = selection.size === 0 ? [] : ids.filter((id) => selection.has(id));
  const others =
    loaded.length === selection.size
      ? []
      : [...selection.ids].filter((id) => !loaded.includes(id) && isThere(id));
  const chosen = [...loaded, ...others];
  return {
    selection,
    chosen,
    selecting: begun || chosen.length > 0,
    select: (next) => setState({ query, selection: next, begun }),
    begin: () => setState({ ...nothing, begun: true }),
    end: () => setState(nothing),
  };
}
