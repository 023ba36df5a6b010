import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** What is started: the product's own, and a worker of the chaos runs. */
export type Script = 'lib/worker/main.ts' | 'lib/commands/start.ts' | 'tests/chaos/sketch-worker.ts';

/** A line of the product's own log. */
type LogLine = Record<string, unknown> & { event?: string };

interface TestProcessOptions {
  name: string;
  script: Script;
  env: Record<string, string>;
  /** Whether it is started again whenever it ends, as a service manager does. */
  kept: boolean;
}

const alive = new Set<TestProcess>();

/** Groups of their own outlive the tests if nobody ends them. */
process.once('exit', () => {
  for (const running of alive) running.signal('SIGKILL');
});

/** A process of the product in a process group of its own, for tests that send it real signals. */
export class TestProcess {
  /** Every line of its log since its first start. */
  readonly lines: LogLine[] = [];
  readonly #options: TestProcessOptions;
  #child: ChildProcess | undefined;
  #ended: Promise<unknown> = Promise.resolve();
  #closing = false;

  constructor(options: TestProcessOptions) {
    this.#options = options;
    alive.add(this);
    this.#start();
  }

  get name(): string {
    return this.#options.name;
  }

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  #start(): void {
    const { script, env, kept } = this.#options;
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } as unknown as NodeJS.ProcessEnv,
      detached: true,
      // A worker stops by itself when the channel breaks, should the tests be killed.
      stdio: ['ignore', 'pipe', 'ignore', 'ipc'],
    });
    const output = child.stdout && createInterface({ input: child.stdout });
    output?.on('line', (line) => {
      if (line.startsWith('{')) this.lines.push(JSON.parse(line) as LogLine);
    });
    this.#child = child;
    this.#ended = once(child, 'exit').then(() => {
      if (kept && !this.#closing) this.#start();
    });
  }

  /** Signals the whole group, as a terminal or a service manager does. */
  signal(signal: NodeJS.Signals): void {
    if (this.running && this.#child?.pid) process.kill(-this.#child.pid, signal);
  }

  /** Resolves when the process that runs now is gone. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const ended = this.#ended;
    this.signal(signal);
    await ended;
  }

  /** Ends it for good. */
  async close(): Promise<void> {
    this.#closing = true;
    await this.end('SIGKILL');
    alive.delete(this);
  }
}
