import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { processSemaphore } from '@/lib/fair-semaphore';
import { TaskError } from '@/lib/tasks/task-error';
import type { Drawing } from './draw-picture';

const PROCESSES = Math.min(2, availableParallelism());
/** A process that has drawn a 4K picture holds 330 MB. */
const IDLE_MS = 10_000;

/** What such a process answers. */
const drawnSchema = z.union([
  z.object({ bytes: z.instanceof(Uint8Array<ArrayBufferLike>) }),
  z.object({ fault: z.string() }),
]);
export type Drawn = z.infer<typeof drawnSchema>;

const idle = new Map<ChildProcess, NodeJS.Timeout>();

function startProcess(): ChildProcess {
  const script = join(process.cwd(), 'lib/providers/demo/drawing-process.ts');
  return fork(/* turbopackIgnore: true */ script, {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

function takeProcess(): ChildProcess {
  const [kept] = idle;
  if (!kept) return startProcess();
  const [child, end] = kept;
  clearTimeout(end);
  idle.delete(child);
  child.removeAllListeners('exit');
  child.ref();
  child.channel?.ref();
  return child;
}

/** It is not waited for, and ends by itself with this process. */
function keepProcess(child: ChildProcess): void {
  idle.set(child, setTimeout(() => child.kill('SIGKILL'), IDLE_MS).unref());
  child.once('exit', () => idle.delete(child));
  child.unref();
  child.channel?.unref();
}

const stopped = (cause?: unknown) =>
  new TaskError('internal', 'The drawing of the picture stopped.', { retryable: true, cause });

async function drawBy(child: ChildProcess, drawing: Drawing, signal: AbortSignal): Promise<Uint8Array> {
  const drawn = Promise.withResolvers<unknown>();
  const ended = (code: number | null) => drawn.reject(stopped(new Error(`The process ended with ${code}.`)));
  const abort = () => drawn.reject(signal.reason);
  child.once('message', drawn.resolve).once('exit', ended).once('error', drawn.reject);
  signal.addEventListener('abort', abort);
  try {
    child.send(drawing, (error) => error && drawn.reject(stopped(error)));
    const answer = drawnSchema.parse(await drawn.promise);
    if ('fault' in answer) throw stopped(new Error(answer.fault));
    child.off('exit', ended).off('error', drawn.reject);
    keepProcess(child);
    return answer.bytes;
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/**
 * Draws in a process of its own, below normal priority: nothing that answers a request or keeps a lease shares its threads, its
 * memory or its event loop, and an abort ends it. A few at a time, owners in turns.
 */
export function drawInProcess(drawing: Drawing, owner: string, signal: AbortSignal): Promise<Uint8Array> {
  const semaphore = processSemaphore('drawings', { units: PROCESSES, perOwner: PROCESSES });
  return semaphore.run({ owner, signal }, () => drawBy(takeProcess(), drawing, signal));
}
