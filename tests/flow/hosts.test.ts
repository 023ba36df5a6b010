import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApp, type TestApp } from '@/tests/support/app';
import { Visitor } from '@/tests/support/visitor';

let app: TestApp;

beforeAll(async () => {
  app = await startApp({ APP_URL: 'https://darkroom.example, http://studio.example:8080' });
});
afterAll(() => app.close());

const port = () => new URL(app.url).port;

/** What a page at http://evil.example does once its name leads to 127.0.0.1. */
const rebound = (more: Record<string, string> = {}) =>
  new Visitor(app.url, { Host: `evil.example:${port()}`, Origin: `http://evil.example:${port()}`, ...more });

const TRY = 'Try it without an account';

test('a site whose name leads here gets no page, no answer of the API and no guest, by any method', async () => {
  for (const lie of [
    {},
    { 'X-Forwarded-Host': `127.0.0.1:${port()}` },
    { 'Sec-Fetch-Site': 'same-origin' },
    { Host: `127.0.0.1:${port()}`, 'X-Forwarded-Host': 'evil.example', 'Sec-Fetch-Site': 'same-origin' },
    { Host: 'EVIL.example.' },
    { Host: '127.0.0.1.evil.example' },
  ]) {
    const evil = rebound(lie);
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])
      for (const path of [
        '/',
        '/login',
        '/api/health',
        '/api/generate-image',
        '/auth/callback',
        '/nowhere',
      ]) {
        const { status } = await evil.send(path, { method, ...(method === 'POST' && { body: '{}' }) });
        expect([method, path, lie, status >= 400 && status < 500]).toEqual([method, path, lie, true]);
      }
    // The form itself it may know from a copy of its own.
    const { action, data } = await new Visitor(app.url).form('/', TRY);
    const posted = await evil.send(action, { method: 'POST', body: data });
    expect([posted.status, evil.cookies.size]).toEqual([403, 0]);
  }
});

test('nor by an action called from a script, nor with a whole address as the target', async () => {
  const action = (await (await fetch(app.url)).text()).match(
    /\$ACTION_1:0" value="\{&quot;id&quot;:&quot;(\w+)/,
  )?.[1];
  expect(action).toMatch(/^\w{40,}$/);
  const called = await rebound().send('/', {
    method: 'POST',
    headers: { 'Next-Action': action ?? '', 'Content-Type': 'text/plain;charset=UTF-8' },
    body: '[]',
  });
  expect([called.status, called.headers['set-cookie']]).toEqual([403, undefined]);

  const said = await new Promise<string>((resolve, reject) => {
    const socket = connect(Number(port()), '127.0.0.1');
    let text = '';
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
    socket.end(
      `GET http://evil.example/api/health HTTP/1.1\r\nHost: 127.0.0.1:${port()}\r\nConnection: close\r\n\r\n`,
    );
  });
  expect(said).toMatch(/^HTTP\/1.1 403 /);
});

test('the refusal says why: to a program by its code, to a person in words of both languages', async () => {
  const evil = rebound();
  const { status, text } = await evil.send('/api/health');
  expect([status, JSON.parse(text)]).toMatchObject([403, { error: { code: 'forbidden' } }]);
  expect(text).toContain('set APP_URL');
  expect((await evil.send('/login')).text).toContain(`APP_URL=http://evil.example:${port()}`);
  const portuguese = await evil.send('/login', { headers: { 'Accept-Language': 'pt-BR' } });
  expect(portuguese.text).toContain('O Darkroom não responde como evil.example');
});

test.each([
  ['localhost', {}],
  ['LOCALHOST.:3000', { Origin: 'http://localhost.:3000' }],
  ['[::1]:3000', { Origin: 'http://[::1]:3000' }],
  ['darkroom.example', { Origin: 'https://darkroom.example' }],
  ['Studio.Example:8080', { Origin: 'http://studio.example:8080' }],
  ['127.0.0.1:3000', { 'X-Forwarded-Host': 'darkroom.example', Origin: 'https://darkroom.example' }],
])('asked as %s it answers, and makes a guest', async (host, headers) => {
  const visitor = new Visitor(app.url, { Host: host, Origin: `http://${host}`, ...headers });
  expect((await visitor.send('/api/health')).status).toBe(200);
  const { status, headers: answer } = await visitor.submit('/', TRY);
  expect([status, answer.location]).toEqual([303, '/image-generator']);
  expect((await visitor.send('/api/credits')).status).toBe(200);
});
