import type { FaultHit, FaultPoint } from '@/tests/support/fault-point';
import type { FaultWorld } from '@/tests/support/fault-world';
import { waitUntil } from '@/tests/support/wait-until';

/** One point and what strikes there: SIGKILL to the process that reached it, or a connection that breaks. */
export interface FaultCase {
  point: FaultPoint;
  fault: 'process killed' | 'answer lost';
}

/** Where faults strike, and who asks for pictures there. */
export interface FaultStage {
  world: FaultWorld;
  appUrl: string;
  user: { id: string; token: string };
}

export const operationOf = ({ point }: FaultCase): string => point.slice(point.indexOf('-') + 1);

/** Short, so that what was lost is found soon. */
export const shortLease = { leaseSeconds: 4, retryDelaysSeconds: [1, 1, 1, 1, 1, 1] };

/** Lets the fault strike once, where `wanted` comes to the point; resolves when it has. */
export function strike(
  { world }: FaultStage,
  { point, fault }: FaultCase,
  wanted: string | ((hit: FaultHit) => boolean),
): Promise<FaultHit> {
  return world.plan.once(point, wanted, async (hit) => {
    if (fault === 'process killed') await world.kill(hit.process);
    return 'drop' as const;
  });
}

/** Asks the app until it answers, as a client does that got none. */
export function insist(
  { appUrl, user }: FaultStage,
  path: string,
  body: unknown,
): Promise<{ status: number; body: unknown }> {
  return waitUntil(`${path} answers`, async () => {
    try {
      const response = await fetch(appUrl + path, {
        method: 'POST',
        headers: { Authorization: `Bearer ${user.token}`, 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      });
      const answer: unknown = await response.json();
      return response.status < 500 && { status: response.status, body: answer };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return false;
    }
  });
}

export function untilEnded({ world }: FaultStage, taskId: string) {
  return waitUntil(`task ${taskId} has ended`, async () => {
    const { data } = await world.admin.from('tasks').select().eq('id', taskId).maybeSingle();
    return data?.finished_at ? data : null;
  });
}
