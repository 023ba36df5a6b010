'use client';

import { useState } from 'react';

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
