import { pollResponseSchema } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import type { TaskStore } from './task-store';

/** Reads these tasks again, whatever their status: at most 50. */
export async function refreshTasks(store: TaskStore, taskIds: readonly string[]): Promise<void> {
  const { tasks } = await callApi('/api/generate-image/polling', pollResponseSchema, {
    method: 'POST',
    json: { taskIds },
  });
  store.mergeTasks(tasks);
}
