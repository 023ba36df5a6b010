'use client';

import { type RefObject, useEffect, useEffectEvent, useState } from 'react';

interface Drop {
  onFiles: (files: File[]) => void;
  /** One of our own pictures, dragged from the page. */
  onPicture: (id: string) => void;
}

/** What a drag of one of our pictures says it is. */
export const PICTURE_KIND = 'application/x-darkroom-picture';

const PICTURE_PATH = /^\/api\/images\/([0-9a-f-]{36})$/;

/**
 * Files dragged onto `zone`. The answer says whether some are over the page; beside the zone a drop is prevented, because
 * the browser would leave the page for the file.
 */
export function useFileDrop(zone: RefObject<HTMLElement | null>, { onFiles, onPicture }: Drop): boolean {
  const [over, setOver] = useState(false);

  const move = useEffectEvent((event: DragEvent) => {
    if (!event.dataTransfer || !isTaken(event.dataTransfer)) return;
    event.preventDefault();
    setOver(true);
    event.dataTransfer.dropEffect = within(zone, event) ? 'copy' : 'none';
  });
  const leave = useEffectEvent((event: DragEvent) => {
    if (event.relatedTarget === null) setOver(false);
  });
  const drop = useEffectEvent((event: DragEvent) => {
    setOver(false);
    if (!event.dataTransfer || !isTaken(event.dataTransfer)) return;
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

/** Files, or one of our pictures: what a drag over the page holds can't be read, but its kinds can. */
function isTaken({ types }: DataTransfer): boolean {
  return types.includes('Files') || types.includes(PICTURE_KIND);
}

function draggedPicture(data: DataTransfer): string | undefined {
  const [first = ''] = data.getData('text/uri-list').split('\n');
  const url = URL.parse(first.trim(), location.href);
  return url?.origin === location.origin ? PICTURE_PATH.exec(url.pathname)?.[1] : undefined;
}

/** Whether each line of a text is the name, path or address of one of the files. */
function onlyNames(text: string, files: readonly File[]): boolean {
  const names = new Set(files.map(({ name }) => name));
  const lines = text.split(/[\r\n\0]+/).filter(Boolean);
  return lines.every((line) => names.has(nameOf(line.trim())));
}

function nameOf(line: string): string {
  const last = line.split(/[/\\]/).at(-1) ?? '';
  return line.startsWith('file:') && URL.canParse(line) ? decodeURIComponent(last) : last;
}

const FIELDS = 'input, textarea, select, [contenteditable]';

/**
 * Pictures pasted anywhere in the page but in a field other than `own` or a dialog. Text beside them goes first in a field, unless it
 * only names them: so file managers copy files.
 */
export function useImagePaste(onFiles: (files: File[]) => void, own: () => Element | null): void {
  const take = useEffectEvent((event: ClipboardEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('[role="dialog"]')) return;
    const field = target?.closest(FIELDS) ?? null;
    if (field && field !== own()) return;
    const all = [...(event.clipboardData?.files ?? [])];
    const files = all.filter(({ type }) => type.startsWith('image/'));
    if (files.length === 0 || (field && !onlyNames(event.clipboardData?.getData('text/plain') ?? '', all)))
      return;
    event.preventDefault();
    onFiles(files);
  });

  useEffect(() => {
    const listener = (event: ClipboardEvent) => take(event);
    document.addEventListener('paste', listener);
    return () => document.removeEventListener('paste', listener);
  }, []);
}
