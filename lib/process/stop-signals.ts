import { constants } from 'node:os';
import { log } from '@/lib/log';

/** What asks a process to stop: a service manager, Ctrl-C, a terminal that was closed. Every process takes them alike. */
const STOP_SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

/** Calls `stop` for each of them, with the exit code that tells it; more of them may follow while it stops. */
export function onStopSignal(stop: (exitCode: number) => void): void {
  for (const signal of STOP_SIGNALS) process.on(signal, () => stop(128 + constants.signals[signal]));
  // Nobody reads what is written to a terminal that was closed: it must not end the process before its leases are given back.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}

/** When a signal says so, or the parent process is gone: stops these one after the other, then exits. */
export function stopOnSignal(...stops: (() => Promise<void>)[]): void {
  let stopping = false;
  const stopAndExit = async (exitCode: number) => {
    if (stopping) return;
    stopping = true;
    for (const stop of stops) {
      await stop().catch((error: unknown) => log.error({ event: 'stop_failed', err: error }));
    }
    process.exit(exitCode);
  };
  onStopSignal((exitCode) => void stopAndExit(exitCode));
  process.on('disconnect', () => void stopAndExit(1));
}
