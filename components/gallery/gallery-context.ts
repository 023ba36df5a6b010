import { createContext } from 'react';
import type { TaskPoller } from '@/components/polling/task-poller';
import type { CardVisibility } from './card-visibility';
import type { Reusable, ReuseKind } from './reusable';
import type { ServerClock } from './server-clock';
import type { TaskStore } from './task-store';

interface Gallery {
  store: TaskStore;
  /** The store that the poller fills: another one on pages that have their own for what they show. */
  polled?: TaskStore;
  clock: ServerClock;
  poller: TaskPoller;
  visibility: CardVisibility;
  /** Fills the composer, from any page, and never sends. */
  onReuse: (kind: ReuseKind, what: Reusable) => void;
  /** Opens a finished picture in the lightbox, to compare it at once if asked. */
  onOpen: (taskId: string, how?: 'compare') => void;
}

export const GalleryContext = createContext<Gallery | null>(null);
