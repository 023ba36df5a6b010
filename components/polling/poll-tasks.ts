import type { PollResponse } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';

/** What one request may ask for. */
const CHUNK = 50;

interface PollOptions {
  /** The versions that this browser has; 0 of what it has not. */
  versions: Readonly<Record<string, number>>;
  account: string;
}

/** Asks for all of these tasks at once; null when there are none. */
export async function pollTasks({ versions, account }: PollOptions): Promise<PollResponse | null> {
  const ids = Object.keys(versions);
  const chunks = Array.from({ length: Math.ceil(ids.length / CHUNK) }, (_, index) =>
    ids.slice(index * CHUNK, (index + 1) * CHUNK),
  );
  const answers = await Promise.all(
    chunks.map((taskIds) => {
      const known = Object.fromEntries(
        taskIds.flatMap((id) => {
          const version = versions[id];
          return version ? [[id, version]] : [];
        }),
      );
      const json = { taskIds, known };
      return callApi<PollResponse>('/api/generate-image/polling', { method: 'POST', json, account });
    }),
  );
  const last = answers.at(-1);
  if (!last) return null;
  const waits = answers.map((answer) => answer.nextPollMs).filter((wait) => wait !== null);
  return {
    tasks: answers.flatMap((answer) => answer.tasks),
    missing: answers.flatMap((answer) => answer.missing),
    nextPollMs: waits.length > 0 ? Math.min(...waits) : null,
    now: last.now,
  };
}
