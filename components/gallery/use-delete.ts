'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { z } from 'zod';
import { taskSchema } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import { CallError } from '@/lib/http/call-error';
import { useGallery } from './use-gallery';

/** The server keeps a deleted picture for 60 s; the offer ends well before. */
const UNDO_MS = 20_000;

/** Deletes pictures (with the older versions in their slots): hidden at once, with an undo. */
export function useDelete(): (taskIds: readonly string[]) => void {
  const { store } = useGallery();
  const t = useTranslations('toasts');

  return (taskIds) => {
    const ids = [...new Set(taskIds.flatMap((taskId) => store.versionsOf(taskId)))];
    store.setHidden(ids, true);
    const deletion = Promise.all(ids.map(deleteImage));

    async function undo() {
      try {
        await deletion;
        const path = (id: string) => `/api/images/${id}/restore`;
        store.mergeTasks(
          await Promise.all(ids.map((id) => callApi(path(id), taskSchema, { method: 'POST' }))),
        );
        store.setHidden(ids, false);
      } catch {
        toast.error(t('undoFailed'));
      }
    }

    const toastId = toast(t('deleted', { count: taskIds.length }), {
      duration: UNDO_MS,
      action: { label: t('undo'), onClick: () => void undo() },
    });
    deletion.catch(() => {
      store.setHidden(ids, false);
      toast.error(t('deleteFailed'), { id: toastId, action: undefined });
    });
  };
}

/** One that is gone already is as good as deleted. */
async function deleteImage(id: string): Promise<void> {
  try {
    await callApi(`/api/images/${id}`, z.undefined(), { method: 'DELETE' });
  } catch (error) {
    if (error instanceof CallError && error.code === 'not_found') return;
    throw error;
  }
}
