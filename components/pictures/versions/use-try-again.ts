'use client';

import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { useRefreshCredits } from '@/components/credits/use-credits';
import { optimisticVersion } from '@/components/outbox/optimistic-tasks';
import type { PictureStore } from '@/components/pictures/feed/picture-store';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import type { ServerClock } from '@/components/tasks/server-clock';
import type { TaskPoller } from '@/components/tasks/task-poller';
import { toast } from '@/components/ui/toast';
import type { GenerateResponse } from '@/lib/generation/request-schema';
import type { PictureTask } from '@/lib/generation/schema';
import { CallError, callApi } from '@/lib/http/call-api';
import { makeId } from '@/lib/schema/ids';

interface TryAgain {
  tryAgain: (task: PictureTask) => Promise<void>;
  /** Why the last try was refused. */
  refusal: CallError | null;
  /** Takes the refusal away. */
  forget: () => void;
}

export interface VersionDesk {
  store: PictureStore;
  clock: ServerClock;
  poller: TaskPoller;
}

/** Asks for a new version under an id made here; its card is there when this returns, and gone again when it rejects. */
export async function askForVersion(
  task: PictureTask,
  taskId: string,
  { store, clock, poller }: VersionDesk,
): Promise<void> {
  const createdAt = Math.max(clock.now(), Date.parse(task.createdAt) + 1);
  store.insertVersion(optimisticVersion(task, taskId, new Date(createdAt).toISOString()));
  try {
    const path = `/api/generate-image/${task.taskId}/retry`;
    const { batchId } = await callApi<GenerateResponse>(path, {
      method: 'POST',
      json: { taskId },
      account: poller.account,
    });
    store.confirmBatch([taskId], batchId);
    poller.pollNow();
  } catch (error) {
    if (error instanceof CallError) {
      store.withdraw([taskId]);
      poller.catchUp();
    }
    throw error;
  }
}

/** Puts a new version into a slot: its card is there at once, and a refusal takes it back. */
export function useTryAgain(): TryAgain {
  const { store: shown, polled: store, clock, poller } = usePictureTasks();
  const t = useTranslations('versions');
  const refreshCredits = useRefreshCredits();
  const [refusal, setRefusal] = useState<CallError | null>(null);
  // Kept when no answer came: the same id is safe to send twice, a new one might be charged a second time.
  const unanswered = useRef<string | null>(null);

  async function tryAgain(task: PictureTask) {
    const taskId = unanswered.current ?? makeId();
    setRefusal(null);
    unanswered.current = taskId;
    try {
      await askForVersion(task, taskId, { store, clock, poller });
      unanswered.current = null;
      if (store !== shown) toast(t('developing'));
      void refreshCredits();
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.code !== 'network') unanswered.current = null;
      setRefusal(error);
    }
  }

  return { tryAgain, refusal, forget: () => setRefusal(null) };
}
