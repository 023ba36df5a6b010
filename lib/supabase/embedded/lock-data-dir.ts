import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Keeps a second server away from the same data. The lock is the operating system's lock on an open SQLite file, so it
 * goes with the process, however it dies; a pid file would outlive a SIGKILL. Waits a little for a server that is stopping.
 */
export async function lockDataDir(dataDir: string, waitMs: number): Promise<{ release(): void }> {
  const lock = new DatabaseSync(join(dataDir, 'lock'));
  const deadline = Date.now() + waitMs;
  while (!takeLock(lock)) {
    if (Date.now() >= deadline) {
      lock.close();
      throw new Error(
        `Another embedded Supabase is running on the data in ${dataDir}: stop it or set another DATA_DIR`,
      );
    }
    await sleep(100);
  }
  return { release: () => lock.close() };
}

function takeLock(lock: DatabaseSync): boolean {
  try {
    lock.exec('begin exclusive');
    return true;
  } catch (error) {
    if (error instanceof Error && /locked/.test(error.message)) return false;
    throw error;
  }
}
