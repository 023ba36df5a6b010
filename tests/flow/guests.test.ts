import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import en from '@/messages/en.json';
import { signUp, startApp, type TestApp } from '@/tests/support/app';
import { Visitor } from '@/tests/support/visitor';
import { waitUntil } from '@/tests/support/wait-until';

let app: TestApp;
/** Each test comes from an address of its own, so that no limit of another counts. */
let address = 0;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const PASSWORD = 'correct horse battery';
const newEmail = () => `${randomUUID()}@example.com`;
const from = () => {
  address += 1;
  return new Visitor(app.url, { 'X-Forwarded-For': `203.0.113.${address}` });
};

async function guest(): Promise<Visitor> {
  const visitor = from();
  expect((await visitor.submit('/', 'Try it without an account')).status).toBe(303);
  return visitor;
}

const keep = (visitor: Visitor, fields: Record<string, string>) =>
  visitor.submit('/account', en.auth.keep, fields);

async function signIn(email: string, password = PASSWORD): Promise<Visitor> {
  const visitor = from();
  const { status } = await visitor.submit('/login', 'Sign in', { email, password });
  expect(status).toBe(303);
  return visitor;
}

async function read(visitor: Visitor, path: string) {
  const { status, text } = await visitor.send(path);
  expect(status).toBe(200);
  return JSON.parse(text) as Record<string, unknown>;
}

async function everything(visitor: Visitor) {
  const [ledger, gallery, topics] = await Promise.all(
    ['/api/credits', '/api/gallery', '/api/topics'].map((path) => read(visitor, path)),
  );
  return { ledger, gallery, topics };
}

async function makePicture(visitor: Visitor) {
  const answer = await visitor.send('/api/generate-image', {
    method: 'POST',
    body: JSON.stringify({ prompt: 'a kite' }),
    headers: { 'Content-Type': 'application/json' },
  });
  expect(answer.status).toBe(202);
  await waitUntil(
    'the picture is there',
    async () => ((await read(visitor, '/api/gallery')).tasks as unknown[]).length > 0,
  );
}

/** What the page says, as a person reads it. */
const words = (html: string) => html.replaceAll('&#x27;', "'");

test('a guest becomes an account with all it has, and signs in to it elsewhere', async () => {
  const visitor = await guest();
  await makePicture(visitor);
  const before = await everything(visitor);
  expect(words((await visitor.send('/account')).text)).toContain('1 picture and 996 credits stay yours');
  const email = newEmail();
  const kept = await keep(visitor, { email: email.toUpperCase(), password: PASSWORD });
  expect([kept.status, kept.headers.location]).toEqual([303, '/account?kept']);
  expect(visitor.setCookies.filter((line) => !/httponly/i.test(line))).toEqual([]);

  const page = words((await visitor.send('/account?kept')).text);
  expect(page).toContain(`Sign in as ${email} wherever you like.`);
  expect(await everything(visitor)).toEqual(before);
  expect(await everything(await signIn(email))).toEqual(before);
});

test.each([
  ['an address that is none', { email: 'ana', password: PASSWORD }, en.auth.invalidEmail],
  ['the address of a guest', { email: 'guest-1@darkroom.local', password: PASSWORD }, en.auth.invalidEmail],
  ['a short password', { email: 'ana@example.com', password: 'short' }, en.auth.passwordShort],
  [
    'a password that is too long',
    { email: 'ana@example.com', password: 'ä'.repeat(37) },
    en.auth.passwordLong,
  ],
])('%s is refused in words, and the guest stays', async (_, fields, sentence) => {
  const visitor = await guest();
  const before = await everything(visitor);
  const refused = await keep(visitor, fields);
  expect(refused.status).toBe(200);
  expect(words(refused.text)).toContain(sentence);
  expect(refused.text).toContain(`value="${fields.email}"`);
  expect(await everything(visitor)).toEqual(before);
});

test('an address that is taken is refused in words; with another one the guest keeps everything', async () => {
  const other = await signUp(app);
  const visitor = await guest();
  const before = await everything(visitor);
  const refused = await keep(visitor, { email: other.email, password: PASSWORD });
  expect(words(refused.text)).toContain(en.auth.emailTaken);
  expect(await everything(visitor)).toEqual(before);
  expect((await other.api('GET', '/api/credits')).status).toBe(200);
  await signIn(other.email, other.password);

  const email = newEmail();
  expect((await keep(visitor, { email, password: PASSWORD })).status).toBe(303);
  expect(await everything(await signIn(email))).toEqual(before);
});

test('of several windows one gives the address and the password, and the others are told', async () => {
  const visitor = await guest();
  const before = await everything(visitor);
  const { action, data } = await visitor.form('/account', en.auth.keep);
  const tries = Array.from({ length: 5 }, (_, index) => ({
    email: newEmail(),
    password: `${PASSWORD} ${index}`,
  }));
  const answers = await Promise.all(
    tries.map(async (fields) => {
      const body = new FormData();
      for (const [name, value] of data) body.append(name, value);
      for (const [name, value] of Object.entries(fields)) body.set(name, value);
      const window = from();
      for (const [name, value] of visitor.cookies) window.cookies.set(name, value);
      return { fields, ...(await window.send(action, { method: 'POST', body })) };
    }),
  );
  const [won, ...more] = answers.filter(({ status }) => status === 303);
  expect(more).toEqual([]);
  for (const refused of answers.filter((answer) => answer !== won))
    expect(words(refused.text)).toContain(en.auth.alreadyAccount);
  expect(await everything(await signIn(won?.fields.email ?? '', won?.fields.password))).toEqual(before);
});

test('the same try again, after one that was cut off, is none too many', async () => {
  const visitor = await guest();
  const email = newEmail();
  const { action, data } = await visitor.form('/account', en.auth.keep);
  data.set('email', email);
  data.set('password', PASSWORD);
  const both = await Promise.all([1, 2].map(() => visitor.send(action, { method: 'POST', body: data })));
  expect(both.map(({ status }) => status).sort()).toEqual([200, 303]);
  await signIn(email);
});

test('without a session it leads to signing in', async () => {
  const visitor = await guest();
  const { action, data } = await visitor.form('/account', en.auth.keep);
  data.set('email', newEmail());
  data.set('password', PASSWORD);
  const refused = await from().send(action, { method: 'POST', body: data });
  expect(refused.status).toBe(307);
  expect(refused.headers.location).toBe('/login?next=%2Faccount');
});

test('from another site nothing is done', async () => {
  const visitor = await guest();
  const { action, data } = await visitor.form('/account', en.auth.keep);
  const email = newEmail();
  data.set('email', email);
  data.set('password', PASSWORD);
  const headers = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };
  expect((await visitor.send(action, { method: 'POST', body: data, headers })).status).toBe(403);
  expect((await from().submit('/login', 'Sign in', { email, password: PASSWORD })).status).toBe(200);
});

test('tries from one address are limited, in words with how long to wait', async () => {
  const visitor = await guest();
  const { action, data } = await visitor.form('/account', en.auth.keep);
  data.set('email', (await signUp(app)).email);
  data.set('password', PASSWORD);
  for (let tries = 0; tries < 5; tries += 1)
    expect((await visitor.send(action, { method: 'POST', body: data })).status).toBe(200);
  const refused = await visitor.send(action, { method: 'POST', body: data });
  expect(refused.status).toBe(429);
  expect(refused.text).toMatch(/Too many tries\. Try again in \d+ minutes\./);
});

test('the pages that would end the guest lead to what keeps it', async () => {
  const visitor = await guest();
  const up = await visitor.send('/signup');
  expect([up.status, up.headers.location]).toEqual([307, '/account']);
  const login = /<main.*<\/main>/s.exec((await visitor.send('/login')).text)?.[0];
  expect(login).toContain('Signing in as somebody else loses what the guest has.');
  expect(login).toContain('Create one');
  expect(login).not.toContain(en.auth.tryIt);
  expect((await from().send('/login')).text).toContain(en.auth.tryIt);
});
