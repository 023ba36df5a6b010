'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import useSWR from 'swr';
import { useRefreshCredits } from '@/components/credits/use-credits';
import { announcements } from '@/components/notices/page-notices';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { CallError, callApi } from '@/lib/http/call-api';
import type { CountedTopic } from '@/lib/topics/schema';
import { deletedTopics } from './deleted-topics';
import { rememberedTopic } from './remembered-topic';
import { topicPath } from './topic-address';
import type { ListedTopic } from './use-current-topic';
import { useRefreshTopics } from './use-topics';

interface Props {
  topic: ListedTopic;
  /** Where the focus goes then. */
  finalFocus: (deleted: boolean) => HTMLElement | null;
  onClose: () => void;
}

/** Asks before a topic goes, with what goes with it. */
export function DeleteTopicDialog({ topic, finalFocus, onClose }: Props) {
  const t = useTranslations('topics');
  const app = useTranslations('app');
  const remove = useDeleteTopic();
  const deleted = useRef(false);
  const cancel = useRef<HTMLButtonElement>(null);
  const [state, setState] = useState<'asking' | 'deleting' | 'failed' | 'made'>('asking');
  const { data: counts, error } = useSWR<CountedTopic['counts']>(
    [`/api/topics/${topic.id}`, 'counts'],
    async () => (await callApi<CountedTopic>(`/api/topics/${topic.id}`)).counts,
    { revalidateIfStale: true, revalidateOnMount: true },
  );
  const title = topic.title ?? t('untitled');

  async function confirm() {
    setState('deleting');
    try {
      await remove(topic);
      deleted.current = true;
      onClose();
    } catch (error) {
      setState(error instanceof CallError && error.details.status === 'made' ? 'made' : 'failed');
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t('deleteTitle', { title, pictures: counts?.pictures ?? 0 })}
      initialFocus={cancel}
      finalFocus={() => finalFocus(deleted.current)}
      closeHidden
    >
      <p aria-live="polite" className="mt-2 min-h-10 text-pretty text-muted leading-relaxed">
        {error ? t('countsFailed') : null}
        {counts && counts.open > 0 ? `${t('deleteOpen', { count: counts.open })} ` : null}
        {counts ? t('deleteForGood') : null}
      </p>
      {state === 'failed' || state === 'made' ? (
        <p role="alert" className="mt-2 text-danger">
          {t(state === 'made' ? 'deleteMade' : 'deleteFailed')}
        </p>
      ) : null}
      <div className="mt-5 flex flex-wrap justify-end gap-2">
        <Button ref={cancel} onClick={onClose}>
          {app('cancel')}
        </Button>
        <Button
          variant="danger"
          disabled={!counts && !error}
          pending={state === 'deleting'}
          onClick={() => void confirm()}
        >
          {t('deleteConfirm')}
        </Button>
      </div>
    </Dialog>
  );
}

/** Returns the function that deletes a topic with everything in it; rejects with {@link CallError} when nothing was deleted. */
function useDeleteTopic(): (topic: ListedTopic) => Promise<void> {
  const t = useTranslations('topics');
  const refreshCredits = useRefreshCredits();
  const refreshTopics = useRefreshTopics();
  const router = useRouter();
  const path = usePathname();

  return async ({ id, title }) => {
    try {
      await callApi<undefined>(`/api/topics/${id}`, { method: 'DELETE' });
    } catch (error) {
      // Gone already, from another window.
      if (!(error instanceof CallError && error.code === 'not_found')) throw error;
    }
    if (path === topicPath(id)) router.push('/image-generator/new');
    rememberedTopic.forget(id);
    deletedTopics.publish(id);
    refreshTopics();
    void refreshCredits();
    announcements.say(t('deletedLive', { title: title ?? t('untitled') }));
  };
}
