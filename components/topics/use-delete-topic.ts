'use client';

import { usePathname, useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useSWRConfig } from 'swr';
import { CREDITS_KEY } from '@/components/credits/credits-key';
import { announcements } from '@/components/notifications/announcements';
import { callApi } from '@/lib/http/call-api';
import { CallError } from '@/lib/http/call-error';
import { deletedTopics } from './deleted-topics';
import { rememberedTopic } from './remembered-topic';
import { topicPath } from './topic-path';
import type { ListedTopic } from './use-current-topic';
import { useRefreshTopics } from './use-refresh-topics';

/** Returns the function that deletes a topic with everything in it; rejects with {@link CallError} when nothing was deleted. */
export function useDeleteTopic(): (topic: ListedTopic) => Promise<void> {
  const t = useTranslations('topics');
  const { mutate } = useSWRConfig();
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
    deletedTopics.tell(id);
    refreshTopics();
    void mutate(CREDITS_KEY);
    announcements.say(t('deletedLive', { title: title ?? t('untitled') }));
  };
}
