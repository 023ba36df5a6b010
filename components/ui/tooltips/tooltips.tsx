'use client';

import { AfterTouch } from '@/components/ui/after-touch';

const loadWatched = () => import('./watched-tooltips').then((module) => module.WatchedTooltips);

/** The tooltips of the page. */
export function Tooltips() {
  return <AfterTouch load={loadWatched} />;
}
