'use client';

import type { ReactNode } from 'react';
import { type Reusable, usePictures } from '@/components/pictures/pictures-context';

interface Props {
  what: Reusable;
  children: ReactNode;
}

/** Fills the composer with something to begin with. */
export function StartButton({ what, children }: Props) {
  const { onReuse } = usePictures();
  return (
    <button
      type="button"
      onClick={() => onReuse('everything', what)}
      className="group flex w-full flex-col gap-3 rounded-xl bg-surface p-5 text-left transition-colors duration-150 hover:bg-raised"
    >
      {children}
    </button>
  );
}
