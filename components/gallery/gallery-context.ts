import { createContext } from 'react';
import type { CardVisibility } from './card-visibility';
import type { Reusable } from './reusable';
import type { ServerClock } from './server-clock';
import type { TaskStore } from './task-store';

interface Gallery {
  store: TaskStore;
  clock: ServerClock;
  visibility: CardVisibility;
  /** Brings prompt and settings back into the composer, with the cursor in the prompt. */
  onReuse: (what: Reusable) => void;
  /** Opens a finished picture in the lightbox. */
  onOpen: (taskId: string) => void;
}

export const GalleryContext = createContext<Gallery | null>(null);
