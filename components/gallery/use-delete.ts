'use client';

import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { z } from 'zod';
import { callApi } from '@/lib/http/call-api';
import { CallError } from '@/lib/http/call-error';
import { refreshTasks } from './refresh-tasks';
import { useGallery } from './use-gallery';

/** The server keeps a deleted picture for 60 s; the offer ends well before. */
const UNDO_MS = 20_000;

const nothing = z.unknown();

/** Deletes pictures (with the older versions in their slots): hidden at once, with an undo. */
export function useDelete(): (taskIds: readonly string[]) => void {
  const { store } = useGallery();
  const t = useTranslations('toasts');

  return (taskIds) => {
    const ids = [...new Set(taskIds.flatMap((taskId) => store.versionsOf(taskId)))];
    store.setHidden(ids, true);
    const deletion = Promise.all(ids.map((id) => send(`/api/images/${id}`, 'DELETE')));

    async function undo() {
      try {
        await deletion;
        await Promise.all(ids.map((id) => send(`/api/images/${id}/restore`, 'POST')));
        await refreshTasks(store, ids.slice(0, 50));
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
async function send(path: string, method: 'DELETE' | 'POST'): Promise<void> {
  try {
    await callApi(path, nothing, { method });
  } catch (error) {
    if (method === 'DELETE' && error instanceof CallError && error.code === 'not_found') return;
    throw error;
  }
}
