'use client';

import { useEffect } from 'react';

/** Fetches pictures that are likely to be looked at next. */
export function usePreload(urls: readonly (string | undefined)[]): void {
  const list = urls.filter((url) => url !== undefined).join(' ');
  useEffect(() => {
    for (const url of list.split(' ').filter(Boolean)) new Image().src = url;
  }, [list]);
}
