import type { ClientLog, LeaseCall } from '@/tests/history/client-log';
import { type Answer, type Call, idsOf } from './call';
import type { World } from './world';

const leaseCalls: Record<string, LeaseCall> = {
  complete: 'complete_image',
  fail: 'fail_task',
  release: 'release_task',
  heartbeat: 'heartbeat_tasks',
  keep: 'heartbeat_tasks',
  forget: 'heartbeat_tasks',
};

/** Notes what a client or a worker was told, for the checker. */
export function logAnswer(log: ClientLog, world: World, call: Call, answer: Answer): void {
  if (call.name === 'create' || call.name === 'retry') {
    const taskIds = idsOf(call);
    if ('accepted' in answer) {
      const { batchId, ...credits } = answer.accepted;
      log.accepted(call.userId, world.priceOf(call), { taskIds, batchId, credits });
    } else if ('error' in answer) {
      log.refused(call.userId, taskIds, Number(answer.error.slice(2)));
    }
  } else if ('leaseToken' in call && 'says' in answer) {
    const made = leaseCalls[call.name];
    if (made) log.finished(call.taskId, call.leaseToken, made, answer.says);
  }
}
