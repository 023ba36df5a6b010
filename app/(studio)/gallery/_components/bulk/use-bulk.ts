'use client';

import { useTranslations } from 'next-intl';
import { announcements, isOurs } from '@/components/notices/page-notices';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { useRefreshTopics } from '@/components/topics/use-topics';
import { toast } from '@/components/ui/toast';
import { callApi } from '@/lib/http/call-api';
import type { Topic } from '@/lib/topics/schema';
import { changePictures, downloadPictures } from './bulk-requests';

/** The server keeps deleted pictures for 60 s; the offer ends well before. */
const UNDO_MS = 20_000;

interface Bulk {
  setFavourite: (ids: readonly string[], favourite: boolean) => Promise<void>;
  /** Resolves to whether they were moved. */
  move: (ids: readonly string[], topic: { id: string; title: string }) => Promise<boolean>;
  moveToNew: (ids: readonly string[], title: string) => Promise<boolean>;
  remove: (ids: readonly string[]) => void;
  download: (ids: readonly string[]) => void;
}

/** What can be done with several pictures at once. Each says how it went; a refusal changes nothing that is shown. */
export function useBulk(): Bulk {
  const t = useTranslations('gallery');
  const { store } = usePictureTasks();
  const refreshTopics = useRefreshTopics();
  const keep = store.mergeTasks.bind(store);

  async function setFavourite(ids: readonly string[], favourite: boolean) {
    try {
      await changePictures(ids, { action: favourite ? 'favourite' : 'unfavourite' }, keep);
      announcements.say(t(favourite ? 'favouriteDone' : 'unfavouriteDone', { count: ids.length }));
    } catch {
      toast.error(t('favouriteFailed'));
    }
  }

  async function move(ids: readonly string[], topic: { id: string; title: string }) {
    try {
      await changePictures(ids, { action: 'move', topicId: topic.id }, keep);
      toast(t('moved', { count: ids.length, title: topic.title }));
      return true;
    } catch {
      toast.error(t('moveFailed'));
      return false;
    } finally {
      refreshTopics();
    }
  }

  async function moveToNew(ids: readonly string[], title: string) {
    try {
      const topic = await callApi<Topic>('/api/topics', { method: 'POST', json: { title } });
      return await move(ids, { id: topic.id, title });
    } catch {
      toast.error(t('moveFailed'));
      return false;
    }
  }

  function remove(ids: readonly string[]) {
    store.setHidden(ids, true);
    const deletion = changePictures(ids, { action: 'delete' }, keep);

    async function undo() {
      try {
        await deletion;
        await changePictures(ids, { action: 'restore' }, keep);
        store.setHidden(ids, false);
        announcements.say(t('restored', { count: ids.length }));
      } catch {
        toast.error(t('undoFailed'));
      }
    }

    const toastId = toast(t('deleted', { count: ids.length }), {
      duration: UNDO_MS,
      action: { label: t('undo'), onClick: () => void undo() },
    });
    deletion.then(
      () => store.setHidden(ids, false),
      () => {
        // Those that were deleted before the refusal are known to be.
        store.setHidden(ids, false);
        toast.error(t('deleteFailed'), { id: toastId, action: undefined });
      },
    );
  }

  async function download(ids: readonly string[]) {
    if (!(await isOurs())) return;
    downloadPictures(ids, () => toast.error(t('downloadFailed')));
    announcements.say(t('downloadStarted', { count: ids.length }));
  }

  return { setFavourite, move, moveToNew, remove, download: (ids) => void download(ids) };
}
