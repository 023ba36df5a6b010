'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { useStudio } from '@/app/(studio)/_components/studio-context';
import { newTopic } from '@/components/topics/topic-address';
import { keepFocus } from '@/components/ui/keyboard/keep-focus';
import { LazyPart } from '@/components/ui/lazy-part';
import { OPEN_PARTS, TEXT_FIELDS, useTypingAnywhere } from './use-typing-anywhere';

const loadPalette = () => import('./palette/palette').then((module) => module.Palette);
const loadHelp = () => import('./key-help').then((module) => module.KeyHelp);

/**
 * The keys of every page: what is typed goes to the prompt, `?` lists the keys, Ctrl or Cmd with K opens the palette. And the focus is
 * kept on the page, whatever is taken from it.
 */
export function PageKeys() {
  const t = useTranslations('toasts');
  const { promptRef } = useStudio();
  const [shown, setShown] = useState<'palette' | 'help' | null>(null);
  useTypingAnywhere(promptRef);
  useEffect(() => newTopic.subscribe(() => promptRef.current?.focus()), [promptRef]);
  useEffect(
    () => keepFocus(() => promptRef.current ?? document.querySelector<HTMLElement>('#content')),
    [promptRef],
  );

  const undo = useEffectEvent(() => pressInToast(t('undo')));
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const asked = askedFor(event);
      if (!asked) return;
      event.preventDefault();
      if (asked === 'undo') return undo();
      setShown((before) => (before === asked ? null : asked));
    };
    window.addEventListener('keydown', listen, { capture: true });
    return () => window.removeEventListener('keydown', listen, { capture: true });
  }, []);

  const close = () => setShown(null);
  if (shown === 'help') return <LazyPart load={loadHelp} part={{ onClose: close }} onLost={close} />;
  if (shown === 'palette')
    return (
      <LazyPart load={loadPalette} part={{ onClose: close, onHelp: () => setShown('help') }} onLost={close} />
    );
  return null;
}

/** The palette comes from everywhere; the lightbox lists its own keys, and in a text a question mark is one. */
function askedFor({ key, ctrlKey, metaKey, altKey, shiftKey, target, repeat }: KeyboardEvent) {
  if (altKey || repeat) return null;
  const inText = target instanceof Element && target.closest(TEXT_FIELDS);
  const letter = key.toLowerCase();
  if (ctrlKey || metaKey) {
    if (shiftKey) return null;
    return letter === 'k' ? 'palette' : letter === 'z' && !inText ? 'undo' : null;
  }
  return key === '?' && !inText && !document.querySelector(OPEN_PARTS) ? 'help' : null;
}

/** Presses the newest button of this name in a toast. */
function pressInToast(name: string): void {
  const buttons = document.querySelectorAll<HTMLElement>(
    '[data-sonner-toast]:not([data-removed="true"]) button',
  );
  [...buttons].find(({ textContent }) => textContent === name)?.click();
}
