'use client';

import { type ReactNode, useEffect, useRef } from 'react';

/** What became of a form that is gone; it takes the focus that the form had. */
export function KeptNote({ children }: { children: ReactNode }) {
  const note = useRef<HTMLParagraphElement>(null);
  useEffect(() => note.current?.focus(), []);
  return (
    <p ref={note} tabIndex={-1} className="mt-3 text-pretty leading-relaxed outline-none">
      {children}
    </p>
  );
}
