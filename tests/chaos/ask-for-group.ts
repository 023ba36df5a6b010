import { z } from 'zod';
import type { ChaosApi } from './chaos-api';

const countsSchema = z.object({ completed: z.number(), failed: z.number(), canceled: z.number() });
const groupSchema = z.object({ status: z.string(), progress: z.number(), result: z.unknown() });

/** Whether the API tells of a group, all of whose tasks have ended, that it is over and what became of each; and what it tells. */
export async function askForGroup(
  api: ChaosApi,
  groupId: string,
  total: number,
): Promise<[holds: boolean, explain: () => string]> {
  const answer = await api.insist('GET', `/api/jobs/${groupId}`);
  if (answer.status !== 200) return [false, () => `group ${groupId}: ${answer.status}`];
  const { status, progress, result } = groupSchema.parse(answer.json());
  const counts = countsSchema.safeParse(result).data;
  const sum = counts ? counts.completed + counts.failed + counts.canceled : 0;
  const over = ['completed', 'partial', 'failed', 'canceled'].includes(status);
  return [
    over && progress === 1 && sum === total,
    () => `group ${groupId} of ${total} tasks is told as ${status}, ${progress}, ${JSON.stringify(result)}`,
  ];
}
