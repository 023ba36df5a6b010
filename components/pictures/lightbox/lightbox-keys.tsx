'use client';

import { CircleHelp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffectEvent, useLayoutEffect, useRef } from 'react';
import { keyOf, PICTURE_KEYS } from '@/components/pictures/picture-keys';
import { IconButton } from '@/components/ui/icon-button';
import { KeyList } from '@/components/ui/keyboard/key-list';
import { Popover } from '@/components/ui/popover';

/** Where letters mean something else. */
const OWN_KEYS = '[role="menu"], [role="listbox"], input:not([type="range"]), textarea';

/** Keys, as `keyOf` writes them but in lower case, while the lightbox is open; one with a modifier belongs to the browser. */
export function useLightboxKeys(actions: Readonly<Record<string, (() => void) | undefined>>): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.target instanceof Element && event.target.closest(OWN_KEYS)) return;
    const action = actions[keyOf(event)?.toLowerCase() ?? ''];
    if (!action) return;
    event.preventDefault();
    action();
  });
  // From the frame on in which the lightbox is seen: a slow machine runs other effects after it, and a key would be lost.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => act(event);
    // Before the dialog, which keeps arrow keys from going further.
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);
}

const SHORTCUTS = [
  { keys: ['ArrowLeft', 'ArrowRight'], name: 'pictures' },
  { keys: ['ArrowUp', 'ArrowDown', '[', ']'], name: 'versions' },
  { keys: [PICTURE_KEYS.compare], name: 'compare' },
  { keys: ['S', 'X'], name: 'comparing' },
  { keys: ['Z', '0'], name: 'zoom' },
  { keys: [PICTURE_KEYS.favourite], name: 'favourite' },
  { keys: [PICTURE_KEYS.download], name: 'download' },
  { keys: [PICTURE_KEYS.reuse], name: 'reuse' },
  { keys: [PICTURE_KEYS.edit], name: 'edit' },
  { keys: [PICTURE_KEYS.variations], name: 'variations' },
  { keys: [PICTURE_KEYS.subtle], name: 'subtle' },
  { keys: [PICTURE_KEYS.delete], name: 'delete' },
  { keys: ['Escape'], name: 'close' },
] as const;

/** The keys of the lightbox, behind "?". */
export function LightboxShortcuts() {
  const t = useTranslations('lightbox');
  const button = useRef<HTMLButtonElement>(null);
  useLightboxKeys({ '?': () => button.current?.click() });
  return (
    <Popover
      title={t('shortcuts')}
      align="end"
      trigger={
        <IconButton
          ref={button}
          size="sm"
          label={t('shortcuts')}
          aria-keyshortcuts="?"
          className="pointer-coarse:hidden"
        >
          <CircleHelp aria-hidden />
        </IconButton>
      }
    >
      <KeyList keys={SHORTCUTS.map(({ keys, name }) => ({ keys, does: t(`keys.${name}`) }))} />
    </Popover>
  );
}
