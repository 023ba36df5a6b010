import { titleProvider } from '@/lib/providers/provider';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { retryUnavailable } from '@/lib/tasks/end-attempt';
import type { TaskHandler } from '@/lib/tasks/task-kind';
import type { TitlePayload } from './title-kind';

/** Asks for the title of a topic, and gives it to the topic unless a person has typed one meanwhile. */
export const runTitleTask: TaskHandler<TitlePayload> = async (task, { signal }) => {
  const title = await titleProvider().suggest(task.payload, signal);
  signal.throwIfAborted();
  return retryUnavailable(async () =>
    unwrap(
      await serviceClient().rpc('complete_title', {
        p_task_id: task.taskId,
        p_lease_token: task.leaseToken,
        p_title: title,
      }),
    ),
  );
};
