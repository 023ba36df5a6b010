import { type GenerateResponse, generateResponseSchema } from '@/lib/generation/request-schema';
import { type PictureTask, pictureTaskSchema } from '@/lib/generation/schema';
import type { Account } from './app';
import { waitUntil } from './wait-until';

/** Asks for a generation that must be accepted. */
export async function generate(
  account: Account,
  request: Record<string, unknown> = {},
): Promise<GenerateResponse> {
  const response = await account.api('POST', '/api/generate-image', { prompt: 'a lighthouse', ...request });
  if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
  return generateResponseSchema.parse(await response.json());
}

export async function poll(account: Account, taskId: string): Promise<PictureTask> {
  const response = await account.api('POST', '/api/generate-image/polling', { taskId });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return pictureTaskSchema.parse(await response.json());
}

/** Polls a task until it is as wanted. */
export function until(
  account: Account,
  taskId: string,
  wanted: (task: PictureTask) => boolean,
): Promise<PictureTask> {
  return waitUntil(`task ${taskId} is so: ${wanted.name || wanted}`, async () => {
    const task = await poll(account, taskId);
    return wanted(task) && task;
  });
}

export const ended = (task: PictureTask) => task.finishedAt !== undefined;

export async function balance(account: Account): Promise<number> {
  const response = await account.api('GET', '/api/credits?limit=1');
  return ((await response.json()) as { balance: number }).balance;
}
