import { z } from 'zod';
import { titleProvider } from '@/lib/providers/title-provider';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { insist } from '@/lib/tasks/insist';
import type { TaskHandler } from '@/lib/tasks/task-handler';

const payloadSchema = z.object({ prompt: z.string(), model: z.string(), locale: z.string() });

/** Asks for the title of a topic, and gives it to the topic unless a person has typed one meanwhile. */
export const runTitleTask: TaskHandler = async (task, signal) => {
  const title = await titleProvider().suggest(payloadSchema.parse(task.payload), signal);
  signal.throwIfAborted();
  return insist(async () =>
    unwrap(
      await serviceClient().rpc('complete_title', {
        p_task_id: task.taskId,
        p_lease_token: task.leaseToken,
        p_title: title,
      }),
    ),
  );
};
