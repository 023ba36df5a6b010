import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { retryUnavailable } from '@/lib/tasks/end-attempt';
import { TaskError } from '@/lib/tasks/task-error';
import { defineKind } from '@/lib/tasks/task-kind';

const payloadSchema = z.object({
  words: z.string(),
  /** How long an attempt takes. */
  ms: z.number(),
  /** So many attempts fail, the first of them for good if it says so. */
  fails: z.number(),
  forGood: z.boolean(),
  /** By port, of those that it waited for. */
  inputs: z.record(z.string(), z.array(z.object({ taskId: z.string(), result: z.unknown() }))).default({}),
});
export type SketchPayload = Omit<z.input<typeof payloadSchema>, 'inputs'>;

/** A kind that neither the app nor its workers know, in a lane of its own: its row of task_kinds. */
export const SKETCH = { kind: 'sketch', lane: 'sketches', places: 3 };

export const sketchKind = defineKind({
  payload: payloadSchema,
  load:
    async () =>
    async ({ taskId, leaseToken, attempt, payload }, { signal, progress }) => {
      progress(0.5);
      await wait(payload.ms, undefined, { signal });
      if (attempt <= payload.fails)
        throw new TaskError('internal', 'not this time', { retryable: !payload.forGood });
      const result = {
        said: payload.words,
        after: Object.values(payload.inputs)
          .flat()
          .map((input) => input.taskId),
      };
      return retryUnavailable(async () =>
        unwrap(
          await serviceClient().rpc('complete_task', {
            p_task_id: taskId,
            p_lease_token: leaseToken,
            p_result: result,
          }),
        ),
      );
    },
});
