'use client';

import { CircleHelp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffectEvent, useLayoutEffect, useRef } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { Popover } from '@/components/ui/popover';

/** Where letters mean something else. */
const OWN_KEYS = '[role="menu"], [role="listbox"], input:not([type="range"]), textarea';

/** Keys (in lower case) while the lightbox is open; one with a modifier belongs to the browser. */
export function useLightboxKeys(actions: Readonly<Record<string, (() => void) | undefined>>): void {
  const act = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(OWN_KEYS)) return;
    const action = actions[event.key.toLowerCase()];
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
  { keys: ['←', '→'], name: 'pictures' },
  { keys: ['↑', '↓', '[', ']'], name: 'versions' },
  { keys: ['C'], name: 'compare' },
  { keys: ['S', 'X'], name: 'comparing' },
  { keys: ['Z', '0'], name: 'zoom' },
  { keys: ['F'], name: 'favourite' },
  { keys: ['D'], name: 'download' },
  { keys: ['R'], name: 'reuse' },
  { keys: ['E'], name: 'edit' },
  { keys: ['V'], name: 'variations' },
  { keys: ['Del'], name: 'delete' },
  { keys: ['Esc'], name: 'close' },
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
      <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5 text-[0.8125rem]">
        {SHORTCUTS.map(({ keys, name }) => (
          <div key={name} className="contents">
            <dt className="flex gap-1">
              {keys.map((key) => (
                <kbd
                  key={key}
                  className="numeric min-w-6 rounded-md bg-raised px-1.5 text-center text-xs leading-6"
                >
                  {key}
                </kbd>
              ))}
            </dt>
            <dd className="text-muted">{t(`keys.${name}`)}</dd>
          </div>
        ))}
      </dl>
    </Popover>
  );
}
