import { afterAll, beforeAll, expect, test } from 'vitest';
import en from '@/messages/en.json';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { Visitor } from '@/tests/support/visitor';

let app: TestApp;
/** Each visitor comes from an address of its own, so that no limit of another counts. */
let address = 0;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const NEW = 'another horse battery';
const words = (html: string) => html.replaceAll('&#x27;', "'");

async function signIn({ email, password }: Pick<Account, 'email' | 'password'>) {
  address += 1;
  const visitor = new Visitor(app.url, { 'X-Forwarded-For': `203.0.113.${address}` });
  const { status } = await visitor.submit('/login', 'Sign in', { email, password });
  return { visitor, status };
}

const change = (visitor: Visitor, current: string, password: string) =>
  visitor.submit('/account', en.auth.changePassword, { current, password });

test('whoever knows the password changes it: the old one and the sessions elsewhere are over', async () => {
  const account = await signUp(app);
  const elsewhere = await fetch(`${app.supabaseUrl}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { apikey: app.publishableKey(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: account.email, password: account.password }),
  });
  const { refresh_token } = (await elsewhere.json()) as { refresh_token: string };
  const { visitor } = await signIn(account);
  const changed = await change(visitor, account.password, NEW);
  expect(changed.status).toBe(200);
  expect(words(changed.text)).toContain(en.auth.passwordChanged);
  expect(visitor.setCookies.filter((line) => !/httponly/i.test(line))).toEqual([]);

  expect((await visitor.send('/api/credits')).status).toBe(200);
  expect((await signIn(account)).status).toBe(200);
  expect((await signIn({ ...account, password: NEW })).status).toBe(303);
  const renewed = await fetch(`${app.supabaseUrl}/auth/v1/token?grant_type=refresh_token`, {
    method: 'POST',
    headers: { apikey: app.publishableKey(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ refresh_token }),
  });
  expect(renewed.status).toBe(400);
});

test.each([
  ['no password of before', '', NEW, en.auth.passwordMissing],
  ['a wrong one', 'wrong horse battery', NEW, en.auth.wrongCurrent],
  ['the same one', undefined, undefined, en.auth.samePassword],
  ['a short one', undefined, 'short', en.auth.passwordShort],
  ['one that is too long', undefined, 'ä'.repeat(37), en.auth.passwordLong],
])('%s is refused in words, and the password stays', async (_, current, password, sentence) => {
  const account = await signUp(app);
  const { visitor } = await signIn(account);
  const refused = await change(visitor, current ?? account.password, password ?? account.password);
  expect(refused.status).toBe(200);
  expect(words(refused.text)).toContain(sentence);
  expect((await signIn(account)).status).toBe(303);
});

test('guesses of the password of before are limited like those of signing in', async () => {
  const account = await signUp(app);
  const { visitor } = await signIn(account);
  for (let tries = 0; tries < 10; tries += 1)
    expect((await change(visitor, 'wrong horse battery', NEW)).status).toBe(200);
  const refused = await change(visitor, 'wrong horse battery', NEW);
  expect(refused.status).toBe(429);
  expect(refused.text).toMatch(/Too many tries\. Try again in \d+ seconds\./);
});

test('a guest has no password to change, and without mail there is no link for a forgotten one', async () => {
  const guest = new Visitor(app.url);
  await guest.submit('/', en.auth.tryIt);
  expect((await guest.send('/account')).text).not.toContain(`>${en.auth.changePassword}<`);
  const visitor = new Visitor(app.url);
  expect((await visitor.send('/forgot')).status).toBe(404);
  expect((await visitor.send('/login')).text).not.toContain('href="/forgot"');
});
