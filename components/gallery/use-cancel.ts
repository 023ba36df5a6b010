'use client';

import { useState } from 'react';
import type { Task } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import { CallError } from '@/lib/http/call-error';
import { useGallery } from './use-gallery';

interface Cancel {
  cancel: () => Promise<void>;
  pending: boolean;
  /** Whether the last try found no connection. */
  failed: boolean;
}

/** Cancels a task. One that has ended meanwhile can't be canceled any more: then its real state is asked for. */
export function useCancel(taskId: string): Cancel {
  const { store, poller } = useGallery();
  const [state, setState] = useState<'idle' | 'pending' | 'failed'>('idle');

  async function cancel() {
    setState('pending');
    try {
      const task = await callApi<Task>(`/api/generate-image/${taskId}/cancel`, { method: 'POST' });
      store.mergeTasks([task]);
      poller.share([task]);
      setState('idle');
    } catch (error) {
      const settled = error instanceof CallError && (error.code === 'conflict' || error.code === 'not_found');
      setState(settled ? 'idle' : 'failed');
    }
    // Its place is free for the next.
    poller.look();
  }

  return { cancel, pending: state === 'pending', failed: state === 'failed' };
}
