'use client';

import { type RefObject, useEffect, useEffectEvent, useState } from 'react';

interface Drop {
  onFiles: (files: File[]) => void;
  /** One of our own pictures, dragged from the page. */
  onPicture: (id: string) => void;
}

const PICTURE_PATH = /^\/api\/images\/([0-9a-f-]{36})$/;

/**
 * Files dragged onto `zone`. The answer says whether some are over the page; beside the zone a drop is prevented, because
 * the browser would leave the page for the file.
 */
export function useFileDrop(zone: RefObject<HTMLElement | null>, { onFiles, onPicture }: Drop): boolean {
  const [over, setOver] = useState(false);

  const move = useEffectEvent((event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
    event.dataTransfer.dropEffect = within(zone, event) ? 'copy' : 'none';
  });
  const leave = useEffectEvent((event: DragEvent) => {
    if (event.relatedTarget === null) setOver(false);
  });
  const drop = useEffectEvent((event: DragEvent) => {
    setOver(false);
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    if (!within(zone, event)) return;
    const picture = draggedPicture(event.dataTransfer);
    if (picture) onPicture(picture);
    else onFiles([...event.dataTransfer.files]);
  });

  useEffect(() => {
    const listeners = {
      dragenter: (event: DragEvent) => move(event),
      dragover: (event: DragEvent) => move(event),
      dragleave: (event: DragEvent) => leave(event),
      drop: (event: DragEvent) => drop(event),
    };
    const names = Object.keys(listeners) as (keyof typeof listeners)[];
    for (const name of names) window.addEventListener(name, listeners[name]);
    return () => {
      for (const name of names) window.removeEventListener(name, listeners[name]);
    };
  }, []);

  return over;
}

function within(zone: RefObject<HTMLElement | null>, { target }: DragEvent): boolean {
  return target instanceof Node && (zone.current?.contains(target) ?? false);
}

function draggedPicture(data: DataTransfer): string | undefined {
  const [first = ''] = data.getData('text/uri-list').split('\n');
  const url = URL.parse(first.trim(), location.href);
  return url?.origin === location.origin ? PICTURE_PATH.exec(url.pathname)?.[1] : undefined;
}

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
