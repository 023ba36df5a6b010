'use client';

import { createContext, useContext } from 'react';

/**
 * Whether Tab stops at the buttons below: with `false` they are reached in another way, so that what holds many of them is one
 * stop. A press by pointer and a screen reader's own cursor reach them all the same.
 */
export const TabStops = createContext(true);

/** For the buttons themselves. */
export function useTabIndex(): -1 | undefined {
  return useContext(TabStops) ? undefined : -1;
}
