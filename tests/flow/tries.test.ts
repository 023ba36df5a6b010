import pLimit from 'p-limit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import en from '@/messages/en.json';
import ptBR from '@/messages/pt-BR.json';
import { type Account, signUp, startApp, type TestApp } from '@/tests/support/app';
import { Visitor } from '@/tests/support/visitor';

let app: TestApp;
let victim: Account;
let third: Account;
let form: { action: string; data: FormData };

beforeAll(async () => {
  app = await startApp();
  [victim, third] = [await signUp(app), await signUp(app)];
  form = await new Visitor(app.url).form('/login', 'Sign in');
});
afterAll(() => app.close());

/** The nearest proxy says the last address of the list. */
const from = (address: string, more: Record<string, string> = {}) =>
  new Visitor(app.url, { 'X-Forwarded-For': address, ...more });

function tryPassword(visitor: Visitor, email: string, password: string) {
  const data = new FormData();
  for (const [name, value] of form.data) data.append(name, value);
  data.set('email', email);
  data.set('password', password);
  return visitor.send(form.action, { method: 'POST', body: data });
}

const sideBySide = pLimit(20);

async function statuses(count: number, one: (index: number) => Promise<{ status: number }>) {
  const answers = await Promise.all(
    Array.from({ length: count }, (_, index) => sideBySide(() => one(index))),
  );
  return (wanted: number) => answers.filter(({ status }) => status === wanted).length;
}

test('1,000 tries to sign in from one address, for as many accounts, are throttled while a third person signs in', async () => {
  const attack = statuses(1_000, (index) =>
    // What the visitor writes into the header himself stands before his address.
    tryPassword(from(`198.51.100.${index % 250}, 203.0.113.1`), `ana${index}@example.com`, 'guess'),
  );
  const started = performance.now();
  const signedIn = await tryPassword(from('203.0.113.2'), third.email, third.password);
  const waited = performance.now() - started;
  const count = await attack;
  expect([signedIn.status, signedIn.headers.location]).toEqual([303, '/image-generator']);
  expect(waited).toBeLessThan(5_000);
  expect(count(200)).toBeGreaterThanOrEqual(20);
  expect(count(200)).toBeLessThan(40);
  expect(count(200) + count(429)).toBe(1_000);
}, 300_000);

test('200 tries from as many addresses for one account are throttled; its owner signs in where she did before', async () => {
  const home = from('203.0.113.9');
  expect((await tryPassword(home, victim.email, victim.password)).status).toBe(303);
  const count = await statuses(200, (index) =>
    tryPassword(from(`2001:db8:${index}::1`), victim.email, 'guess'),
  );
  expect(count(200)).toBeGreaterThanOrEqual(19);
  expect(count(200)).toBeLessThan(30);
  expect(count(429)).toBe(200 - count(200));
  expect((await tryPassword(from('203.0.113.10'), victim.email, victim.password)).status).toBe(429);
  expect((await tryPassword(home, victim.email, victim.password)).status).toBe(303);
});

test('five wrong passwords for one account from one address, then words in both languages with how long to wait', async () => {
  const visitor = from('203.0.113.20');
  for (let tries = 0; tries < 5; tries += 1)
    expect((await tryPassword(visitor, 'nobody@example.com', 'guess')).text).toContain(
      en.auth.wrongPassword.replace("'", '&#x27;'),
    );
  const refused = await tryPassword(visitor, 'Nobody@Example.com', 'guess');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(30);
  expect(Number(refused.headers['retry-after'])).toBeLessThan(70);
  expect(refused.text).toMatch(/Too many tries\. Try again in \d+ seconds\./);
  const brazilian = from('203.0.113.20', { 'Accept-Language': 'pt-BR' });
  const portuguese = await tryPassword(brazilian, 'nobody@example.com', 'guess');
  expect(portuguese.text).toMatch(/Muitas tentativas\. Tente de novo em \d+ segundos\./);
  expect(ptBR.auth.tooManyTriesFor).toContain('Muitas tentativas');
});

test('right passwords are not counted: a school behind one address signs in', async () => {
  for (let times = 0; times < 30; times += 1)
    expect((await tryPassword(from('203.0.113.30'), third.email, third.password)).status).toBe(303);
});

test('an address with an account is refused like one without, as late and in the same words', async () => {
  const answers = [];
  for (const email of [third.email, 'nobody-at-all@example.com']) {
    const started = performance.now();
    const { status, text } = await tryPassword(from('203.0.113.40'), email, 'wrong horse battery');
    answers.push({ status, page: text.replaceAll(email, ''), ms: performance.now() - started });
  }
  const [known, unknown] = answers;
  const words = (page = '') => page.match(/role="alert"[^>]*>.*?<\/div>/s)?.[0];
  expect(words(known?.page)).toContain('Email and password');
  expect([unknown?.status, words(unknown?.page)]).toEqual([known?.status, words(known?.page)]);
  expect(Math.min(known?.ms ?? 0, unknown?.ms ?? 0)).toBeGreaterThan(690);
});

test('40 guests at once from one address: most are refused, and another address has its own', async () => {
  const guest = await new Visitor(app.url).form('/', 'Try it without an account');
  const become = (visitor: Visitor) => visitor.send(guest.action, { method: 'POST', body: guest.data });
  const count = await statuses(40, () => become(from('203.0.113.50')));
  expect(count(303)).toBeGreaterThanOrEqual(15);
  expect(count(303)).toBeLessThan(22);
  expect(count(429)).toBe(40 - count(303));
  // Of one household, which has a /64.
  expect((await become(from('203.0.113.51'))).status).toBe(303);
});
