'use client';

import { useTranslations } from 'next-intl';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { toast } from '@/components/ui/toast';
import type { PictureTask } from '@/lib/generation/schema';
import { CallError, callApi } from '@/lib/http/call-api';

/** Deletes a picture, or what is left of a failure. One that is gone already is as good as deleted. */
async function deleteImage(id: string): Promise<void> {
  try {
    await callApi<undefined>(`/api/images/${id}`, { method: 'DELETE' });
  } catch (error) {
    if (error instanceof CallError && error.code === 'not_found') return;
    throw error;
  }
}

/** The server keeps a deleted picture for 60 s; the offer ends well before. */
const UNDO_MS = 20_000;

/** Deletes these versions and no others: hidden at once, with an undo. */
export function useDelete(): (taskIds: readonly string[]) => void {
  const { store } = usePictureTasks();
  const t = useTranslations('toasts');

  return (ids) => {
    const pictures = ids.filter((id) => store.get(id)?.status === 'completed').length;
    store.setHidden(ids, true);
    const deletion = Promise.all(ids.map(deleteImage));

    async function undo() {
      try {
        await deletion;
        const path = (id: string) => `/api/images/${id}/restore`;
        store.mergeTasks(
          await Promise.all(ids.map((id) => callApi<PictureTask>(path(id), { method: 'POST' }))),
        );
        store.setHidden(ids, false);
      } catch {
        toast.error(t('undoFailed'));
      }
    }

    const toastId = toast(t('deleted', { count: Math.max(1, pictures) }), {
      duration: UNDO_MS,
      action: { label: t('undo'), onClick: () => void undo() },
    });
    deletion.catch(() => {
      store.setHidden(ids, false);
      toast.error(t('deleteFailed'), { id: toastId, action: undefined });
    });
  };
}

/** Takes versions away that came to nothing: there is nothing to bring back. */
export function useDismiss(): (taskIds: readonly string[]) => void {
  const { store } = usePictureTasks();
  const t = useTranslations('versions');
  return (taskIds) => {
    store.setHidden(taskIds, true);
    Promise.all(taskIds.map(deleteImage)).catch(() => {
      store.setHidden(taskIds, false);
      toast.error(t('dismissFailed'));
    });
  };
}
