import { settings } from '@/lib/env';
import type { TaskRegistry } from '@/lib/tasks/task-handler';
import { TaskRunner } from '@/lib/tasks/task-runner';

const registry: TaskRegistry = {
  image: async () => (await import('@/lib/generation/image-task.handler')).runImageTask,
  title: async () => (await import('@/lib/topics/title-task.handler')).runTitleTask,
};

const KEY = Symbol.for('darkroom.taskRunner');
const holder = globalThis as typeof globalThis & { [KEY]?: TaskRunner };

/** The one runner of this process; global because Next bundles routes and instrumentation apart. */
export function taskRunner(): TaskRunner {
  const { WORKER_CONCURRENCY, TASK_ATTEMPT_TIMEOUT_SECONDS } = settings();
  holder[KEY] ??= new TaskRunner(registry, {
    concurrency: WORKER_CONCURRENCY,
    attemptMs: TASK_ATTEMPT_TIMEOUT_SECONDS * 1000,
  });
  return holder[KEY];
}
