'use client';

import { type RefObject, useEffect } from 'react';
import { isPictureKey } from '@/components/pictures/picture-keys';

/** What has the keyboard to itself while it is open, wherever the focus is. */
export const OPEN_PARTS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';
/** Where what is typed belongs; a closed list would change its value by it. */
export const TEXT_FIELDS = 'input, textarea, select, [contenteditable]:not([contenteditable="false"])';

/** A character, or the beginning of one with an accent. Space presses buttons and scrolls, `?` lists the keys. */
function isTyped({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || key === ' ' || key === '?') return false;
  return [...key].length === 1 || key === 'Dead';
}

/** Moves the focus into the field in time for the character to arrive there, whatever on the page has it. */
export function useTypingAnywhere(field: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const { target } = event;
      if (event.defaultPrevented || event.isComposing || !isTyped(event)) return;
      if (!(target instanceof Element) || target.closest(TEXT_FIELDS) || isPictureKey(event)) return;
      if (!field.current || document.querySelector(OPEN_PARTS)) return;
      field.current.focus();
      // A closed list of options would take it as well.
      event.stopPropagation();
    }
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [field]);
}
