'use client';

import { type RefObject, useImperativeHandle } from 'react';
import type { PictureTask } from '@/lib/generation/schema';
import { downloadImage } from './picture-files';
import type { PictureAction } from './picture-keys';
import { reusableOf, usePictures } from './pictures-context';
import { useDelete } from './use-delete';

/** What can be done with a picture just now: by key, button and menu alike. */
export type PictureActions = Partial<Record<PictureAction, () => void>>;

interface Options {
  onFavourite: () => void;
  /** Undefined while there is nothing to compare with. */
  onCompare: (() => void) | undefined;
  /** Before the composer is filled. */
  onLeave?: () => void;
}

/** What one can do with the picture of a task, wherever it is shown; nothing without one. */
export function usePictureActions(
  task: PictureTask | undefined,
  { onFavourite, onCompare, onLeave }: Options,
): PictureActions {
  const { onReuse, onMake, onOpen } = usePictures();
  const remove = useDelete();
  const image = task?.images[0];
  if (!task || !image) return {};
  const what = reusableOf(task);

  function fill(kind: 'everything' | 'edit') {
    onLeave?.();
    onReuse(kind, what);
  }

  return {
    open: () => onOpen(task.taskId),
    favourite: onFavourite,
    download: () => void downloadImage(image),
    reuse: () => fill('everything'),
    edit: () => fill('edit'),
    variations: () => onMake('variations', what),
    subtle: () => onMake('subtle', what),
    ...(onCompare && { compare: onCompare }),
    delete: () => remove([task.taskId]),
  };
}

/** Hands a card's actions to the keys of the card. */
export function useCardActions(handle: RefObject<PictureActions | null>, actions: PictureActions): void {
  useImperativeHandle(handle, () => actions);
}
