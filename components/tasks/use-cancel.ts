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

/** Cancels a task. One that has ended meanwhile can't be canceled any more: then its real state is asked for. */
export function useCancel(taskId: string): Cancel {
  const { store, poller } = useTasks();
  const [state, setState] = useState<'idle' | 'pending' | 'failed' | 'made'>('idle');

  async function cancel() {
    setState('pending');
    try {
      const task = await callApi<Task>(`/api/generate-image/${taskId}/cancel`, { method: 'POST' });
      store.mergeTasks([task]);
      poller.share([task]);
      setState('idle');
    } catch (error) {
      const settled = error instanceof CallError && (error.code === 'conflict' || error.code === 'not_found');
      const made = settled && error.details.status === 'made';
      setState(made ? 'made' : settled ? 'idle' : 'failed');
    }
    // Its place is free for the next.
    poller.pollNow();
  }

  return { cancel, pending: state === 'pending', failed: state === 'failed', made: state === 'made' };
}
