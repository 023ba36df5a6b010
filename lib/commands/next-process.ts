import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';

const next = createRequire(import.meta.url).resolve('next/dist/bin/next');

/** `next start` has code of ours for the same purpose, which releases the leases first. */
const DIE_WITH_PARENT = ['--import', new URL('./die-with-parent.mjs', import.meta.url).href];

/**
 * glibc keeps what large buffers have freed: it raises the size from which memory goes back to the system at once, and gives
 * each thread of sharp's an arena of its own. After 200 pictures of 4 MB the server then held 800 MB, with these 460.
 */
const GIVE_MEMORY_BACK = { MALLOC_MMAP_THRESHOLD_: '65536', MALLOC_ARENA_MAX: '2' };

/** In MB. V8 would let its youngest generation grow to 128 on its way through base64, and keeps the pages: 260 MB instead of 180. */
const YOUNG_GENERATION = '--max-semi-space-size=16';

/**
 * libuv's threads serve files, host names, zlib and sharp alike, and are four unless said otherwise before the process starts:
 * four 4K pictures made everybody's static files wait 43 s. Pictures take three of these at most.
 */
const MANY_THREADS = { UV_THREADPOOL_SIZE: '16' };

interface NextProcess {
  /** Ends with the exit code of the process. */
  ended: Promise<number>;
  /** Asks it to stop, and makes it stop if it takes longer than `patienceMs`. */
  stop(patienceMs: number): Promise<void>;
}

/** Runs a command of Next in a child process that shares the terminal and the process group. */
export function startNext(
  command: 'build' | 'dev' | 'start',
  options: string[],
  env: NodeJS.ProcessEnv,
): NextProcess {
  const preload = command === 'start' ? [YOUNG_GENERATION] : DIE_WITH_PARENT;
  const child = spawn(process.execPath, [...preload, next, command, ...options], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...(command === 'start' && GIVE_MEMORY_BACK),
      ...MANY_THREADS,
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      ...env,
    },
  });
  const ended = exitCode(child);
  return {
    ended,
    stop: async (patienceMs) => {
      child.kill('SIGTERM');
      const kill = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(kill);
    },
  };
}

async function exitCode(child: ChildProcess): Promise<number> {
  const [code] = await once(child, 'exit');
  return typeof code === 'number' ? code : 1;
}
