import type { Logger } from 'pino';
import { log } from '@/lib/log';
import type { ClaimedTask } from './claimed-task';

/** The log of one attempt: every line names the task, the attempt, the model and the request that asked for it. */
export function taskLog({ taskId, attempt, model, origin }: ClaimedTask): Logger {
  return log.child({ taskId, attempt, model, requestId: origin?.requestId });
}
