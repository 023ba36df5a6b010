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
