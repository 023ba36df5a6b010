import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Where nginx is, installed now if this machine lets us; undefined where it is not and can't be. */
export function findNginx(): string | undefined {
  const found = () => ['/usr/sbin/nginx', '/usr/local/bin/nginx', '/opt/homebrew/bin/nginx'].find(existsSync);
  if (!found() && process.getuid?.() === 0) {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const install = () =>
      spawnSync('/usr/bin/apt-get', ['install', '-y', '--no-install-recommends', 'nginx-light'], { env });
    if (install().status !== 0) {
      spawnSync('/usr/bin/apt-get', ['update'], { env });
      install();
    }
  }
  return found();
}

export interface Nginx {
  /** The log of errors so far. */
  errors: () => string;
  close: () => Promise<void>;
}

/** Runs nginx with configurations from docs/proxies in front of the app, each on a port of 127.0.0.1. */
export async function startNginx(
  binary: string,
  appPort: string,
  files: Record<string, number>,
): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'darkroom-nginx-'));
  for (const name of ['body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']) mkdirSync(join(folder, name));
  const servers = Object.entries(files).map(([file, port]) =>
    readFileSync(join('docs/proxies', file), 'utf8')
      .replace('listen 80;', `listen 127.0.0.1:${port};`)
      .replaceAll('127.0.0.1:3000', `127.0.0.1:${appPort}`),
  );
  writeFileSync(
    join(folder, 'nginx.conf'),
    // Its workers would otherwise be somebody who may not write in this folder.
    `${process.getuid?.() === 0 ? 'user root;' : ''}
     daemon off;
     pid ${folder}/pid;
     error_log ${folder}/errors.log;
     events {}
     http {
       access_log off;
       client_body_temp_path ${folder}/body;
       proxy_temp_path ${folder}/proxy;
       fastcgi_temp_path ${folder}/fastcgi;
       uwsgi_temp_path ${folder}/uwsgi;
       scgi_temp_path ${folder}/scgi;
       ${servers.join('\n')}
     }`,
  );
  const log = join(folder, 'errors.log');
  const errors = () => (existsSync(log) ? readFileSync(log, 'utf8') : '');
  const child = spawn(binary, ['-c', join(folder, 'nginx.conf'), '-e', log], { stdio: 'ignore' });
  for (const port of Object.values(files)) await untilListening(child, port, errors);
  return {
    errors,
    close: async () => {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilListening(child: ChildProcess, port: number, errors: () => string): Promise<void> {
  while (child.exitCode === null) {
    const socket = connect(port, '127.0.0.1');
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    await wait(20);
  }
  throw new Error(`nginx did not start:\n${errors()}`);
}
