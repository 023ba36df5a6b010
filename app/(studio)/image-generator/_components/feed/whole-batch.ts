import type { FeedRow } from '@/components/pictures/feed/feed-rows';
import type { PictureStore } from '@/components/pictures/feed/picture-store';
import { askForVersion, type VersionDesk } from '@/components/pictures/versions/use-try-again';
import { isOpen } from '@/components/tasks/task-status';
import { cancelTask } from '@/components/tasks/use-cancel';
import type { PictureTask } from '@/lib/generation/schema';
import { CallError } from '@/lib/http/call-api';
import { makeId } from '@/lib/schema/ids';

const newest = (row: FeedRow, store: PictureStore) =>
  row.slots.map(({ taskId }) => store.picture(taskId)).filter((task) => task !== undefined);

/** Cancels all of a batch that is open, last slot first: what waits does not begin meanwhile. Resolves to whether all were reached. */
export async function cancelBatch(row: FeedRow, desk: VersionDesk): Promise<boolean> {
  let reached = true;
  for (const task of newest(row, desk.store).filter(isOpen).reverse()) {
    const outcome = await cancelTask(task.taskId, desk);
    if (outcome === 'failed') reached = false;
  }
  desk.poller.pollNow();
  return reached;
}

/** Kept when no answer came, by what they are to replace: sent again under the same id, nothing is charged twice. */
const unanswered = new Map<string, string>();

/** Asks again for all of a batch that came to nothing: the cards are there at once. Resolves to why one of them was refused. */
export async function tryBatchAgain(row: FeedRow, desk: VersionDesk): Promise<CallError | null> {
  const ended = newest(row, desk.store).filter(cameToNothing);
  const answers = await Promise.allSettled(ended.map((task) => again(task, desk)));
  const refused = answers.find((answer) => answer.status === 'rejected');
  if (!refused) return null;
  if (refused.reason instanceof CallError) return refused.reason;
  throw refused.reason;
}

async function again(task: PictureTask, desk: VersionDesk): Promise<void> {
  const taskId = unanswered.get(task.taskId) ?? makeId();
  unanswered.set(task.taskId, taskId);
  try {
    await askForVersion(task, taskId, desk);
    unanswered.delete(task.taskId);
  } catch (error) {
    if (error instanceof CallError && error.code !== 'network') unanswered.delete(task.taskId);
    throw error;
  }
}

const cameToNothing = ({ status }: PictureTask) => status === 'failed' || status === 'canceled';
