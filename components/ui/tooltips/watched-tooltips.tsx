'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { useLazy } from '@/components/ui/use-lazy';

const loadTooltip = () => import('./tooltip').then((module) => module.Tooltip);

/** Shows the accessible name of whatever has `data-tooltip` (its side) while somebody points at it or has come to it by keyboard. */
export function WatchedTooltips() {
  const [Tooltip, request] = useLazy(loadTooltip);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const load = useEffectEvent(() => void request());
  useEffect(() => watchTooltips({ onIntent: () => load(), onChange: setAnchor }), []);
  return Tooltip ? <Tooltip anchor={anchor} onClose={() => setAnchor(null)} /> : null;
}

interface Events {
  /** One may be shown soon. */
  onIntent: () => void;
  /** The element whose tooltip is to be seen, if any. */
  onChange: (element: HTMLElement | null) => void;
}

/** Somebody who passes over a button asks for nothing. */
const REST_MS = 400;
/** The way from the button to its tooltip, which may be pointed at too. */
const CROSS_MS = 150;

/** Calls back when a tooltip is to be shown. Returns the function that ends it. */
function watchTooltips({ onIntent, onChange }: Events): () => void {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let pointed: HTMLElement | null = null;
  let shown: HTMLElement | null = null;
  let hiddenAt = Number.NEGATIVE_INFINITY;

  function show(element: HTMLElement | null) {
    clearTimeout(timer);
    if (element === shown || element?.ariaExpanded === 'true') return;
    if (!element) hiddenAt = performance.now();
    shown = element;
    onChange(element);
  }

  function point({ target, pointerType }: PointerEvent) {
    if (pointerType === 'touch' || !(target instanceof Element)) return;
    const element = target.closest<HTMLElement>('[data-tooltip]');
    const stays = target.closest('[data-tooltip-popup]') !== null;
    if (!stays && element === pointed) return;
    clearTimeout(timer);
    pointed = element;
    if (element) {
      wait(element);
    } else if (shown && !stays) {
      timer = setTimeout(() => show(null), CROSS_MS);
    }
  }

  function wait(element: HTMLElement) {
    onIntent();
    // From one to the next there is nothing to wait for.
    const waits = shown === null && performance.now() - hiddenAt > REST_MS;
    timer = setTimeout(() => show(element), waits ? REST_MS : 0);
  }

  function reach(element: HTMLElement) {
    if (element.dataset.tooltip === undefined || !element.matches(':focus-visible')) return;
    onIntent();
    show(element);
  }

  const focus = ({ target }: FocusEvent) => target instanceof HTMLElement && reach(target);

  const hide = () => show(null);
  const options = { signal: controller.signal, capture: true, passive: true };
  document.addEventListener('pointerover', point, options);
  document.addEventListener('focusin', focus, options);
  document.addEventListener('focusout', hide, options);
  document.addEventListener('pointerdown', hide, options);
  document.addEventListener('click', hide, options);
  document.addEventListener('scroll', hide, options);
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && hide(), options);
  // What brought this code here.
  const hovered = [...document.querySelectorAll<HTMLElement>('[data-tooltip]:hover')].at(-1);
  if (hovered) wait(hovered);
  if (document.activeElement instanceof HTMLElement) reach(document.activeElement);
  return () => {
    clearTimeout(timer);
    controller.abort();
  };
}
