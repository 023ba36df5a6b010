'use client';

import { useState } from 'react';
import { useTasks } from '@/components/tasks/tasks-context';
import { CallError, callApi } from '@/lib/http/call-api';
import type { Task } from '@/lib/tasks/schema';

interface Cancel {
  cancel: () => Promise<void>;
  pending: boolean;
  /** Whether the last try found no connection. */
  failed: boolean;
  /** Whether it came too late: the result is made, and there in a moment. */
  made: boolean;
}

type Outcome = 'canceled' | 'made' | 'ended' | 'failed';

/**
 * Cancels a task. One that has ended meanwhile can't be canceled any more, and one that is made comes in a moment; `failed`: there was
 * no connection.
 */
export async function cancelTask(
  taskId: string,
  { store, poller }: Pick<ReturnType<typeof useTasks>, 'store' | 'poller'>,
): Promise<Outcome> {
  try {
    const task = await callApi<Task>(`/api/generate-image/${taskId}/cancel`, { method: 'POST' });
    store.mergeTasks([task]);
    poller.share([task]);
    return 'canceled';
  } catch (error) {
    const settled = error instanceof CallError && (error.code === 'conflict' || error.code === 'not_found');
    if (!settled) return 'failed';
    return error.details.status === 'made' ? 'made' : 'ended';
  }
}

/** Cancels one task by a button; its real state is asked for afterwards. */
export function useCancel(taskId: string): Cancel {
  const { store, poller } = useTasks();
  const [state, setState] = useState<Outcome | 'idle' | 'pending'>('idle');

  async function cancel() {
    setState('pending');
    setState(await cancelTask(taskId, { store, poller }));
    // Its place is free for the next.
    poller.pollNow();
  }

  return { cancel, pending: state === 'pending', failed: state === 'failed', made: state === 'made' };
}
