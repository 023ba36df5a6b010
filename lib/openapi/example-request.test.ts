import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { curlExample, type ExampleRequest } from './example-request';

const ORIGIN = 'http://127.0.0.1:3000';

/** The arguments that a shell hands to curl. */
function argumentsOf(request: ExampleRequest): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${curlExample(request, ORIGIN)}`;
  const env = { PATH: process.env.PATH, TOKEN: 'a b', CRON_SECRET: '$(x)', NODE_ENV: 'test' } as const;
  return execFileSync('sh', ['-c', script], { encoding: 'utf8', env }).split('\0').slice(0, -1);
}

test('names the method only where curl would take another', () => {
  const of = (method: ExampleRequest['method'], json?: unknown) =>
    argumentsOf({ method, path: '/api/x', auth: 'none', json }).slice(0, 3);
  expect(of('GET')).toEqual(['-sS', `${ORIGIN}/api/x`]);
  expect(of('POST', {})).toEqual(['-sS', `${ORIGIN}/api/x`, '-H']);
  expect(of('POST')).toEqual(['-sS', '-X', 'POST']);
  expect(of('PATCH', {})).toEqual(['-sS', '-X', 'PATCH']);
  expect(of('DELETE')).toEqual(['-sS', '-X', 'DELETE']);
});

test('whatever is in a body or an address, the shell hands it on as it is', () => {
  const json = { prompt: `it's $HOME \`id\` "x" \\ \n ! 🌊 'é'` };
  const given = argumentsOf({ method: 'POST', path: "/api/x?q=a'b&$c=;|", auth: 'session', json });
  expect(given).toEqual([
    '-sS',
    `${ORIGIN}/api/x?q=a'b&$c=;|`,
    '-H',
    'Authorization: Bearer a b',
    '-H',
    'Content-Type: application/json',
    '-d',
    JSON.stringify(json),
  ]);
});

test('the secret of the installation signs what is its own; files are sent and kept', () => {
  const given = argumentsOf({
    method: 'POST',
    path: '/api/x',
    auth: 'secret',
    form: { file: '@lighthouse.jpg' },
    saveAs: 'lighthouse.png',
  });
  expect(given).toEqual([
    '-sS',
    `${ORIGIN}/api/x`,
    '-H',
    'Authorization: Bearer $(x)',
    '-F',
    'file=@lighthouse.jpg',
    '-o',
    'lighthouse.png',
  ]);
});
