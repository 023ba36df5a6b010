'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import useSWR from 'swr';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { callApi } from '@/lib/http/call-api';
import type { CountedTopic } from '@/lib/topics/schema';
import type { ListedTopic } from './use-current-topic';
import { useDeleteTopic } from './use-delete-topic';

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
  const [state, setState] = useState<'asking' | 'deleting' | 'failed'>('asking');
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
    } catch {
      setState('failed');
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
      {state === 'failed' ? (
        <p role="alert" className="mt-2 text-danger">
          {t('deleteFailed')}
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
