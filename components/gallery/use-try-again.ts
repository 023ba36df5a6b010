'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useSWRConfig } from 'swr';
import { CREDITS_KEY } from '@/components/credits/credits-key';
import { toast } from '@/components/ui/toast';
import type { GenerateResponse, Task } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import { CallError } from '@/lib/http/call-error';
import { useGallery } from './use-gallery';

interface TryAgain {
  tryAgain: (task: Task) => Promise<void>;
  /** Why the last try was refused. */
  refusal: CallError | null;
  /** Takes the refusal away. */
  forget: () => void;
}

/** Puts a new version into a slot: its card is there at once, and a refusal takes it back. */
export function useTryAgain(): TryAgain {
  const { store: shown, polled: store = shown, clock, poller } = useGallery();
  const t = useTranslations('versions');
  const { mutate } = useSWRConfig();
  const [refusal, setRefusal] = useState<CallError | null>(null);
  // Kept when no answer came: the same id is safe to send twice, a new one might be charged a second time.
  const unanswered = useRef<string | null>(null);

  async function tryAgain(task: Task) {
    const taskId = unanswered.current ?? crypto.randomUUID();
    const createdAt = Math.max(clock.now(), Date.parse(task.createdAt) + 1);
    setRefusal(null);
    store.insertRetry(task, taskId, new Date(createdAt).toISOString());
    unanswered.current = taskId;
    try {
      const path = `/api/generate-image/${task.taskId}/retry`;
      const answer = await callApi<GenerateResponse>(path, {
        method: 'POST',
        json: { taskId },
        account: poller.account,
      });
      unanswered.current = null;
      store.confirm([taskId], answer.batchId);
      poller.look();
      if (store !== shown) toast(t('developing'));
      void mutate(CREDITS_KEY);
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.code !== 'network') unanswered.current = null;
      store.withdraw([taskId]);
      setRefusal(error);
      poller.catchUp();
    }
  }

  return { tryAgain, refusal, forget: () => setRefusal(null) };
}
