import { settings } from '@/lib/env';
import { taskKinds } from '@/lib/kinds/task-kinds';
import { type Places, TaskRunner } from '@/lib/tasks/task-runner';

/** How many tasks of each lane this process works at once. */
function places(): Places {
  const { WORKER_LANES, WORKER_CONCURRENCY } = settings();
  const all: Places = { pictures: WORKER_CONCURRENCY, quick: WORKER_CONCURRENCY, videos: 1 };
  return Object.fromEntries(WORKER_LANES.map((lane) => [lane, all[lane] ?? 0]));
}

const KEY = Symbol.for('darkroom.taskRunner');
const holder = globalThis as typeof globalThis & { [KEY]?: TaskRunner };

/** The one runner of this process; global because Next bundles routes and instrumentation apart. */
export function taskRunner(): TaskRunner {
  holder[KEY] ??= new TaskRunner(taskKinds, {
    places: places(),
    attemptMs: settings().TASK_ATTEMPT_TIMEOUT_SECONDS * 1000,
  });
  return holder[KEY];
}
