'use client';

import { useTranslations } from 'next-intl';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import type { SlotState } from '@/components/pictures/slot-state';
import type { GeneratedImage, PictureTask } from '@/lib/generation/schema';

/** One of the two pictures that are compared. */
export interface Comparable {
  id: string;
  /** What it is called: "Version 2". */
  label: string;
  url: string;
}

/** So much of a prompt names a picture beside others. */
const NAME_LENGTH = 48;

/**
 * What the shown picture can be compared with, and itself, in this order: what was selected with it, references, what it
 * edited, versions, the others of its batch.
 */
export function useComparables(
  task: PictureTask | undefined,
  { pictures }: SlotState,
  selected: readonly string[] = [],
): readonly Comparable[] {
  const t = useTranslations('compare');
  const { store } = usePictureTasks();
  if (!task) return [];
  const { taskId, parentId, settings, images } = task;
  const at = (id: string, label: string) => ({ id, label, url: `/api/images/${id}` });
  const references = (settings.referenceIds ?? [])
    .map((id, index) => at(id, t('reference', { number: index + 1 })))
    .filter(({ id }) => id !== parentId);
  const parent = parentId === undefined ? [] : [at(parentId, t('parent'))];
  const name = (index: number) => (pictures.length > 1 ? t('version', { number: index + 1 }) : t('this'));
  const versions =
    pictures.length > 0
      ? pictures.map(({ image }, index) => at(image.id, name(index)))
      : images.map((image: GeneratedImage) => at(image.id, t('this')));
  const batch = store
    .batchOf(taskId)
    .filter((other) => other.position !== task.position)
    .map((other) => at(other.taskId, t('sibling', { number: other.position + 1 })));
  const own = [...references, ...parent, ...versions, ...batch];
  const others = selected.flatMap((id) => {
    const prompt = store.picture(id)?.prompt;
    const isOwn = own.some((comparable) => comparable.id === id);
    return prompt === undefined || isOwn ? [] : [at(id, Array.from(prompt).slice(0, NAME_LENGTH).join(''))];
  });
  const chosen = selected.flatMap(
    (id) => [...own, ...others].find((comparable) => comparable.id === id) ?? [],
  );
  return [...chosen, ...own.filter((comparable) => !chosen.includes(comparable))];
}
