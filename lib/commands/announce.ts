import { setTimeout as sleep } from 'node:timers/promises';

/** Prints the address once the app is ready. Gives up silently when `signal` aborts. */
export async function announce(url: string, details: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if (await isReady(url)) {
      console.log(`\n  Darkroom is ready at ${url}\n  ${details}\n`);
      return;
    }
    await sleep(250);
  }
}

async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/api/health`);
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
