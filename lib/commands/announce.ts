import { setTimeout as sleep } from 'node:timers/promises';

/** Prints the address that people use once the app is ready under its own `url`. Gives up silently when `signal` aborts. */
export async function announce(
  url: string,
  address: string | undefined,
  details: string,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    if (await isReady(url)) {
      console.log(`\n  Darkroom is ready at ${address ?? url}\n  ${details}\n`);
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
