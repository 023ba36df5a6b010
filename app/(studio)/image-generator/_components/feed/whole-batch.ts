import type { useTranslations } from 'next-intl';
import type { FeedRow } from '@/components/pictures/feed/feed-rows';
import type { PictureStore } from '@/components/pictures/feed/picture-store';
import { askForVersion, type VersionDesk } from '@/components/pictures/versions/use-try-again';
import { isOpen } from '@/components/tasks/task-status';
import { cancelTask } from '@/components/tasks/use-cancel';
import { toast } from '@/components/ui/toast';
import type { PictureTask } from '@/lib/generation/schema';
import { CallError } from '@/lib/http/call-api';
import { makeId } from '@/lib/schema/ids';

const newest = (row: FeedRow, store: PictureStore) =>
  row.slots.map(({ taskId }) => store.picture(taskId)).filter((task) => task !== undefined);

interface Desk extends VersionDesk {
  t: ReturnType<typeof useTranslations<never>>;
  refreshCredits: () => unknown;
}

/** Cancels all of a batch that is open, last slot first: what waits does not begin meanwhile. */
export async function cancelBatch(row: FeedRow, desk: Desk): Promise<void> {
  let reached = true;
  for (const task of newest(row, desk.store).filter(isOpen).reverse())
    if ((await cancelTask(task.taskId, desk)) === 'failed') reached = false;
  desk.poller.pollNow();
  if (!reached) toast.error(desk.t('feed.cancelAllFailed'));
}

/** Kept when no answer came, by what they are to replace: sent again under the same id, nothing is charged twice. */
const unanswered = new Map<string, string>();

/** Asks again for all of a batch that came to nothing: the cards are there at once, and one sentence tells of those that are refused. */
export async function tryBatchAgain(row: FeedRow, desk: Desk): Promise<void> {
  const lost = newest(row, desk.store).filter(cameToNothing);
  const answers = await Promise.allSettled(lost.map((task) => again(task, desk)));
  desk.refreshCredits();
  const refused = answers.find((answer) => answer.status === 'rejected');
  if (!refused) return;
  if (!(refused.reason instanceof CallError)) throw refused.reason;
  toast.error(desk.t(`errors.${refused.reason.code}`));
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
