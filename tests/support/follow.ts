import { setTimeout as wait } from 'node:timers/promises';
import {
  type GenerateResponse,
  generateResponseSchema,
  type Task,
  taskSchema,
} from '@/lib/generation/schema';
import type { Account } from './app';

/** Asks for a generation that must be accepted. */
export async function generate(
  account: Account,
  request: Record<string, unknown> = {},
): Promise<GenerateResponse> {
  const response = await account.api('POST', '/api/generate-image', { prompt: 'a lighthouse', ...request });
  if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
  return generateResponseSchema.parse(await response.json());
}

export async function poll(account: Account, taskId: string): Promise<Task> {
  const response = await account.api('POST', '/api/generate-image/polling', { taskId });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return taskSchema.parse(await response.json());
}

/** Polls a task until it is as wanted; the test's own timeout is the bound. */
export async function until(
  account: Account,
  taskId: string,
  wanted: (task: Task) => boolean,
): Promise<Task> {
  for (;;) {
    const task = await poll(account, taskId);
    if (wanted(task)) return task;
    await wait(50);
  }
}

export const ended = (task: Task) => task.finishedAt !== undefined;

export async function balance(account: Account): Promise<number> {
  const response = await account.api('GET', '/api/credits?limit=1');
  return ((await response.json()) as { balance: number }).balance;
}
