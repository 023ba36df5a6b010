import { expect, test } from 'vitest';
import { checkPagePost } from './check-page-post';

function post(body: BodyInit, headers: Record<string, string> = {}): Promise<void> {
  const own = { Host: 'here.invalid', Origin: 'http://here.invalid', ...headers };
  return checkPagePost(new Request('http://here.invalid/login', { method: 'POST', body, headers: own }));
}

const form = new FormData();
form.set('email', 'ana@example.com');

const action = { 'Next-Action': '00', 'Content-Type': 'text/plain;charset=UTF-8' };

test('a form or an action of our own pages passes', async () => {
  await expect(post(form)).resolves.toBeUndefined();
  await expect(post('["pt-BR"]', action)).resolves.toBeUndefined();
  await expect(post(form, { Origin: '', 'Sec-Fetch-Site': 'same-origin' })).resolves.toBeUndefined();
});

const signIn = '40'.repeat(21);

/** As React sends a call of an action with a state and a form. */
function called(root: string, more: Record<string, string> = {}): [FormData, Record<string, string>] {
  const body = new FormData();
  for (const [name, value] of Object.entries({ '1_email': 'ana@example.com', ...more }))
    body.append(name, value);
  body.append('0', root);
  return [body, { 'Next-Action': signIn }];
}

/** As a page without its script sends the form of an action with a state. */
function withoutScript(bound: string, state = '[{"email":"ana@example.com"}]'): FormData {
  const body = new FormData();
  body.append('$ACTION_REF_1', '');
  body.append('$ACTION_1:0', bound);
  body.append('$ACTION_1:1', state);
  body.append('$ACTION_KEY', 'k123');
  body.append('email', 'ana@example.com');
  return body;
}

test('a form with its state passes, with and without a script', async () => {
  await expect(
    post(...called('[{"email":"$$5","fields":{"password":"short"}},"$K1"]')),
  ).resolves.toBeUndefined();
  await expect(post(...called('["$undefined","$K1"]'))).resolves.toBeUndefined();
  await expect(post(withoutScript(`{"id":"${signIn}","bound":"$@1"}`))).resolves.toBeUndefined();
  await expect(post(withoutScript(`{"id":"${signIn}","bound":null}`))).resolves.toBeUndefined();
});

const file = new FormData();
file.set('0', '["$K1"]');
file.set('1_email', new Blob(['x']), 'x');

test.each([
  ['a reference to nothing', () => post('["$5"]', action)],
  ['a function', () => post('["$F1"]', action)],
  ['a number that is none', () => post('["$nabc"]', action)],
  ['a promise', () => post(...called('["$@1"]'))],
  ['a map', () => post(...called('["$Q1"]'))],
  ['a stream', () => post(...called('["$R1"]'))],
  ['lists without end', () => post(`${'['.repeat(30_000)}${']'.repeat(30_000)}`, action)],
  ['a mark before the list', () => post('\uFEFF[]', action)],
  ['no arguments', () => post(form, { 'Next-Action': signIn })],
  ['half of the arguments', () => post(...called('["$K1"'))],
  ['a file', () => post(file, { 'Next-Action': signIn })],
  ['a state that was tampered with', () => post(withoutScript('{"id":"40","bound":"$@1"}', '[{"email":'))],
  ['a state of another kind', () => post(withoutScript('{"id":"40","bound":"$@2"}'))],
  ['an action that is none', () => post(withoutScript('{"id":5}'))],
  ['an action in half a text', () => post(withoutScript('{"id":"'))],
  ['a state alone', () => post(withoutScript('', '["$F1"]'))],
  [
    'parts that are written otherwise',
    () =>
      post('--x\r\nContent-Disposition: form-data; name="0"; filename*=x\r\n\r\n[]\r\n--x--', {
        'Next-Action': signIn,
        'Content-Type': 'multipart/form-data; boundary=x',
      }),
  ],
  [
    'a form in capitals, which Next reads as text',
    () => post('--x--', { 'Next-Action': signIn, 'Content-Type': 'Multipart/Form-Data; boundary=x' }),
  ],
])('arguments that no page of ours sends are refused: %s', async (_, send) => {
  await expect(send()).rejects.toMatchObject({ code: 'invalid_request' });
});

test.each([
  ['another site', () => post(form, { Origin: 'http://there.invalid' }), 'forbidden'],
  ['an opaque origin', () => post(form, { Origin: 'null' }), 'forbidden'],
  ['no word of where it comes from', () => post(form, { Origin: '' }), 'forbidden'],
  ['no action', () => post('a=b', { 'Content-Type': 'text/plain' }), 'unsupported_media_type'],
  ['arguments that are no list', () => post('garbage', action), 'invalid_request'],
  [
    'a form without its boundary',
    () => post('abcd', { 'Content-Type': 'multipart/form-data' }),
    'invalid_request',
  ],
  [
    'half a form',
    () => post('--x\r\nContent-', { 'Content-Type': 'multipart/form-data; boundary=x' }),
    'invalid_request',
  ],
  ['more than 64 KB', () => post(`["${'x'.repeat(65_536)}"]`, action), 'payload_too_large'],
])('a post with %s is refused', async (_, send, code) => {
  await expect(send()).rejects.toMatchObject({ code });
});
