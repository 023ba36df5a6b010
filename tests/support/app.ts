import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import type { Database } from '@/lib/supabase/database.types';
import { freePort } from './free-port';

export interface TestApp {
  url: string;
  /** The leader of its process group. */
  pid: () => number;
  env: Record<string, string>;
  /** Signals the whole process group, as a terminal or a service manager does; resolves with the exit code when it is gone. */
  kill: (signal: NodeJS.Signals) => Promise<number | null>;
  /** Starts it again on the same data, with changed settings if given. */
  restart: (env?: Record<string, string>) => Promise<void>;
  /** Stops it and removes its data. */
  close: () => Promise<void>;
  /** The embedded Supabase behind it, with the secret key. */
  admin: () => SupabaseClient<Database>;
  /** Of the embedded Supabase. */
  keys: () => Record<string, string>;
  publishableKey: () => string;
  supabaseUrl: string;
}

const READY_MS = 90_000;

async function untilHealthy(url: string, ended: Promise<unknown>, output: () => string): Promise<void> {
  const deadline = performance.now() + READY_MS;
  let gone = false;
  void ended.then(() => {
    gone = true;
  });
  while (performance.now() < deadline) {
    if (gone) break;
    const response = await fetch(`${url}/api/health`).catch(() => null);
    if (response?.status === 200) return;
    await wait(100);
  }
  throw new Error(`The app did not become ready:\n${output()}`);
}

/** The product as `npm start` runs it, on free ports and fresh data, in a process group of its own. */
export async function startApp(settings: Record<string, string> = {}): Promise<TestApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'darkroom-app-'));
  const prepared = process.env.PREPARED_DATA_DIR;
  if (prepared) cpSync(prepared, dataDir, { recursive: true });
  const embeddedPort = await freePort();
  const env: Record<string, string> = {
    PORT: String(await freePort()),
    EMBEDDED_SUPABASE_PORT: String(embeddedPort),
    DATA_DIR: dataDir,
    RATE_LIMIT_PER_MINUTE: '1000',
    SIGNUP_CREDITS: '1000',
    ...settings,
  };
  const url = `http://127.0.0.1:${env.PORT}`;
  let kill: TestApp['kill'];
  let pid = 0;

  async function start() {
    const output: string[] = [];
    const child = spawn(process.execPath, ['--import', 'tsx', 'lib/commands/start.ts'], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env } as unknown as NodeJS.ProcessEnv,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => output.push(String(chunk)));
    const ended = once(child, 'exit');
    pid = child.pid ?? 0;
    kill = async (signal) => {
      if (child.exitCode === null && child.signalCode === null && child.pid) process.kill(-child.pid, signal);
      await ended;
      return child.exitCode;
    };
    await untilHealthy(url, ended, () => output.join(''));
  }

  await start();
  const keys = () => JSON.parse(readFileSync(join(dataDir, 'keys.json'), 'utf8')) as Record<string, string>;
  const supabaseUrl = `http://127.0.0.1:${embeddedPort}`;
  return {
    url,
    pid: () => pid,
    env,
    supabaseUrl,
    kill: (signal) => kill(signal),
    restart: async (changes = {}) => {
      Object.assign(env, changes);
      await start();
    },
    close: async () => {
      await kill('SIGTERM');
      rmSync(dataDir, { recursive: true, force: true });
    },
    admin: () =>
      createClient<Database>(supabaseUrl, keys().secretKey ?? '', {
        auth: { persistSession: false, autoRefreshToken: false },
      }),
    keys,
    publishableKey: () => keys().publishableKey ?? '',
  };
}

export interface Account {
  id: string;
  email: string;
  password: string;
  token: string;
  /** Calls the app's API with the account's token; a body is sent as JSON. */
  api: (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Response>;
}

/** A new account made through Supabase's own sign-up. */
export async function signUp(
  app: Pick<TestApp, 'url' | 'supabaseUrl' | 'publishableKey'>,
  email = `${randomUUID()}@example.com`,
): Promise<Account> {
  const password = 'correct horse battery';
  const response = await fetch(`${app.supabaseUrl}/auth/v1/signup`, {
    method: 'POST',
    headers: { apikey: app.publishableKey(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  const { access_token: token, user } = (await response.json()) as {
    access_token: string;
    user: { id: string };
  };
  return {
    id: user.id,
    email,
    password,
    token,
    api: (method, path, body, headers = {}) =>
      fetch(`${app.url}${path}`, {
        method,
        headers: {
          Authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? null : JSON.stringify(body),
      }),
  };
}
