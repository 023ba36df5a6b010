import { settings } from '@/lib/env';
import { stopOnSignal } from '@/lib/process/stop-signals';
import { TaskRunner } from '@/lib/tasks/task-runner';
import { SKETCH, sketchKind } from './sketch-kind';

/** A worker that knows one kind of work alone, which no other process knows; others sweep for it. */
const { WORKER_CONCURRENCY, TASK_ATTEMPT_TIMEOUT_SECONDS } = settings();
const runner = new TaskRunner(
  { [SKETCH.kind]: sketchKind },
  { places: { [SKETCH.lane]: WORKER_CONCURRENCY }, attemptMs: TASK_ATTEMPT_TIMEOUT_SECONDS * 1000 },
);
stopOnSignal(() => runner.stop());
await runner.loop();
