'use client';

import { type ComponentProps, use, useImperativeHandle, useLayoutEffect } from 'react';
import { AdoptionContext } from './adoption-context';

/** Rendered in place of a trigger, it hands everything that a trigger is given to the button that is there already. */
export function AdoptedTrigger({ ref, children, className, style, ...props }: ComponentProps<'button'>) {
  const adoption = use(AdoptionContext);
  if (!adoption) throw new Error('A popup without a trigger belongs into OnDemand.');
  useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => adoption.button, [
    adoption,
  ]);
  // Handlers are new at each render.
  useLayoutEffect(() => adoption.give(props));
  return null;
}
