import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import type { Answer } from './document-checker';

const { resolve } = createRequire(import.meta.url);

/** Takes curl's place where there is none: the shell reads the same words. */
const STAND_IN = `curl() { "${process.execPath}" --import "${pathToFileURL(resolve('tsx'))}" "${resolve('./stand-in-for-curl.ts')}" "$@"; }\n`;

const hasCurl = spawnSync('curl', ['--version']).status === 0;

interface Options {
  /** Where files are that it sends, and where it leaves what it saves. */
  folder: string;
  env: Record<string, string>;
  standIn?: boolean;
}

/** Does what somebody does who pastes an example into a shell. */
export async function runCurl(
  command: string,
  { folder, env, standIn = !hasCurl }: Options,
): Promise<Answer> {
  const script = `cd "$FOLDER" && ${command} -D head.txt`;
  const child = spawn('sh', ['-c', standIn ? STAND_IN + script : script], {
    env: { PATH: process.env.PATH, FOLDER: folder, ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [body, [code]] = await Promise.all([buffer(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`curl ended with ${code}: ${command}`);
  const [, saved] = / -o (\S+)/.exec(command) ?? [];
  const heads = readFileSync(join(folder, 'head.txt'), 'utf8').trim().split('\r\n\r\n');
  const [first = '', ...lines] = (heads.at(-1) ?? '').split('\r\n');
  return {
    status: Number(first.split(' ')[1]),
    headers: new Headers(
      lines.map((line): [string, string] => [
        line.slice(0, line.indexOf(':')),
        line.slice(line.indexOf(':') + 1).trim(),
      ]),
    ),
    body: saved ? readFileSync(join(folder, saved)) : body,
  };
}
