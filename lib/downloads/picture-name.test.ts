import { expect, it } from 'vitest';
import { pictureName } from './picture-name';

const named = (prompt: string) =>
  pictureName({ prompt, createdAt: '2026-11-21T23:59:59.999Z', seed: 12345, mimeType: 'image/png' });

it.each([
  ['A lighthouse above a sea of fog', 'a-lighthouse-above-a-sea-of-fog'],
  ["The fox's den, “at night” — 35 mm", 'the-foxs-den-at-night-35-mm'],
  ['Céu à noite em São Paulo', 'céu-à-noite-em-são-paulo'],
  ['夜の山、霧', '夜の山-霧'],
  ['हिन्दी में लिखा', 'हिन्दी-में-लिखा'],
  ['../../etc/passwd\\..\\x:*?"<>|', 'etc-passwd-x'],
  ['one\ntwo\r\nthree\tfour\u0000\u202efive', 'one-two-three-four-five'],
  ['🦊🌊👩‍👩‍👧‍👦', 'picture'],
  ['...', 'picture'],
  [' \u200b ', 'picture'],
  ['CON', 'con'],
  ['nul.txt', 'nul-txt'],
  ['-rf ~', 'rf'],
])('%j is called %s', (prompt, slug) => {
  expect(named(prompt)).toBe(`${slug}-2026-11-21-12345.png`);
});

it('keeps whole words of a long prompt, and as much as fits of a long word', () => {
  expect(named('one two three four five six seven eight nine ten eleven twelve thirteen '.repeat(28))).toBe(
    'one-two-three-four-five-six-seven-eight-nine-ten-eleven-2026-11-21-12345.png',
  );
  expect(named('x'.repeat(2000))).toBe(`${'x'.repeat(60)}-2026-11-21-12345.png`);
});

it.each(['x', '山', '𠮷', 'é'.normalize('NFD'), '한'.normalize('NFD'), 'क्षि'])(
  'never takes more than the 255 bytes that file systems have, of 2000 × %s',
  (letter) => {
    const name = named(letter.repeat(2000));
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
    expect(name.length).toBeGreaterThan(40);
    expect(name.isWellFormed()).toBe(true);
  },
);

it('has the seed if there is one, and the ending of its type', () => {
  const picture = { prompt: 'fog', createdAt: '2026-11-21T00:00:00.000Z' };
  expect(pictureName({ ...picture, mimeType: 'image/jpeg' })).toBe('fog-2026-11-21.jpg');
  expect(pictureName({ ...picture, seed: 0, mimeType: 'image/webp' })).toBe('fog-2026-11-21-0.webp');
});
