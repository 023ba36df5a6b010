import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from '@/lib/process/run-command';

/** An app that was killed a moment ago may still hold its port. */
const PATIENCE_MS = 5_000;

/** Resolves as soon as the app's port can be listened on. */
export async function waitForPort(port: number, host: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await isFree(port, host))) {
    if (Date.now() >= deadline) {
      throw new CommandError(`Port ${port} is in use by another program: stop it or set another PORT`);
    }
    await sleep(100);
  }
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
