import { type PollResponse, pollResponseSchema } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import type { ServerClock } from './server-clock';
import type { TaskStore } from './task-store';

/** What one request may ask for. */
const CHUNK = 50;

export interface PollOutcome {
  nextPollMs: number | null;
}

/** Asks for every open task at once, into the store; without open tasks it asks nobody and wants no next time. */
export async function pollTasks(store: TaskStore, clock: ServerClock): Promise<PollOutcome> {
  const openIds = store.openIds();
  const chunks = Array.from({ length: Math.ceil(openIds.length / CHUNK) }, (_, index) =>
    openIds.slice(index * CHUNK, (index + 1) * CHUNK),
  );
  const answers = await Promise.all(chunks.map((taskIds) => ask(store, taskIds)));
  for (const { tasks, missing, now } of answers) {
    clock.sync(now);
    store.mergeTasks(tasks);
    if (missing.length > 0) store.remove(missing);
  }
  const waits = answers.map((answer) => answer.nextPollMs).filter((wait) => wait !== null);
  return { nextPollMs: waits.length > 0 ? Math.min(...waits) : null };
}

function ask(store: TaskStore, taskIds: string[]): Promise<PollResponse> {
  return callApi('/api/generate-image/polling', pollResponseSchema, {
    method: 'POST',
    json: { taskIds, known: knownVersions(store, taskIds) },
  });
}

function knownVersions(store: TaskStore, taskIds: readonly string[]): Record<string, number> {
  const known: Record<string, number> = {};
  for (const taskId of taskIds) {
    const task = store.get(taskId);
    if (task && task.version > 0) known[taskId] = task.version;
  }
  return known;
}
