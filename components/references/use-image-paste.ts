'use client';

import { useEffect, useEffectEvent } from 'react';

const FIELDS = 'input, textarea, select, [contenteditable]';

/** Pictures pasted anywhere in the page but in a field other than `own` or a dialog; text beside them goes first in a field. */
export function useImagePaste(onFiles: (files: File[]) => void, own: () => Element | null): void {
  const take = useEffectEvent((event: ClipboardEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('[role="dialog"]')) return;
    const field = target?.closest(FIELDS) ?? null;
    if (field && (field !== own() || event.clipboardData?.types.includes('text/plain'))) return;
    const files = [...(event.clipboardData?.files ?? [])].filter(({ type }) => type.startsWith('image/'));
    if (files.length === 0) return;
    event.preventDefault();
    onFiles(files);
  });

  useEffect(() => {
    const listener = (event: ClipboardEvent) => take(event);
    document.addEventListener('paste', listener);
    return () => document.removeEventListener('paste', listener);
  }, []);
}
