'use client';

import { usePathname } from 'next/navigation';
import { useCallback, useEffect, useRef, useState } from 'react';
import { pictureIdOf, picturePath } from '@/components/pictures/picture-address';

interface Opened {
  /** The picture in the lightbox. */
  opened: string | null;
  open: (taskId: string) => void;
  close: () => void;
}

/** Browsers refuse an address that changes more often than a hundred times in half a minute: a held arrow key would. */
const REST_MS = 200;

/** Tells a step that was made by opening a picture from an address that was typed or followed. */
interface Step {
  opensPicture?: true;
}

/**
 * The picture in the lightbox is the one in the address: opening one goes a step ahead in the history, so that Back closes
 * it; from one to the next the address follows once they rest.
 */
export function useOpened(): Opened {
  const path = usePathname();
  const [opened, setOpened] = useState(() => pictureIdOf(path));
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    function follow() {
      clearTimeout(timer.current);
      setOpened(pictureIdOf(location.pathname));
    }
    window.addEventListener('popstate', follow);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener('popstate', follow);
    };
  }, []);

  const open = useCallback((taskId: string) => {
    clearTimeout(timer.current);
    setOpened(taskId);
    const address = picturePath(taskId) + location.search;
    if (pictureIdOf(location.pathname) === null)
      window.history.pushState({ opensPicture: true } satisfies Step, '', address);
    else timer.current = setTimeout(() => window.history.replaceState(step(), '', address), REST_MS);
  }, []);

  const close = useCallback(() => {
    clearTimeout(timer.current);
    setOpened(null);
    if (step().opensPicture) window.history.back();
    else window.history.replaceState(null, '', `/gallery${location.search}`);
  }, []);

  return { opened, open, close };
}

function step(): Step {
  const state: unknown = window.history.state;
  return typeof state === 'object' && state !== null && 'opensPicture' in state ? { opensPicture: true } : {};
}
