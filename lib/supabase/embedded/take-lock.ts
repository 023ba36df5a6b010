import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Takes a lock between processes, waiting for it if need be. It is the operating system's lock on an open SQLite file,
 * so it goes with the process, however that dies; a pid file would outlive a SIGKILL.
 */
export async function takeLock(file: string, waitMs: number): Promise<{ release(): void } | undefined> {
  const lock = new DatabaseSync(file);
  const deadline = Date.now() + waitMs;
  while (!isTaken(lock)) {
    if (Date.now() >= deadline) {
      lock.close();
      return undefined;
    }
    await sleep(100);
  }
  return { release: () => lock.close() };
}

function isTaken(lock: DatabaseSync): boolean {
  try {
    lock.exec('begin exclusive');
    return true;
  } catch (error) {
    if (error instanceof Error && /locked/.test(error.message)) return false;
    throw error;
  }
}
