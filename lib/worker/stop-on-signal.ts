import { log } from '@/lib/log';

/** On SIGTERM or SIGINT, or when the parent process is gone: stops these one after the other, then exits. */
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
  process.on('SIGTERM', () => void stopAndExit(143));
  process.on('SIGINT', () => void stopAndExit(130));
  process.on('disconnect', () => void stopAndExit(1));
}
