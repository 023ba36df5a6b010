import { expect, test } from 'vitest';
import { visibleText, withoutHalves } from './text';

test.each([
  ['zero-width characters', 'Li\u200Bght\u200Dho\u200Cu\u2060se\uFEFF', 'Lighthouse'],
  ['directions', '\u202Egpj.exe\u202C \u2066fog\u2069\u200E\u200F\u061C', 'gpj.exe fog'],
  ['controls', 'a\u0000b\u0007c\u001B[31md\u007F\u0090', 'abc[31md'],
  ['lines and tabs become spaces', 'fog\nover\r\n\tthe\u2028sea', 'fog over the sea'],
  ['fillers and soft hyphens', 'light\u00ADhouse\u3164\u115F\u034F', 'lighthouse'],
  ['text hidden in tag characters', 'fog\u{E0061}\u{E0062}', 'fog'],
  ['halves of characters', 'fog\uD83D', 'fog'],
  ['nothing visible', '\u200B\u2060\u00AD', ''],
])('%s', (_, text, seen) => {
  expect(visibleText(text)).toBe(seen);
});

test.each(['می‌خواهم', 'क्‍ष', '👩‍👩‍👧 ❤️', 'Ñandú, São Paulo', '灯台'])('%s stays as it is spelt', (text) => {
  expect(visibleText(text)).toBe(text);
});

test('halves of characters and NULs go, and nothing else does', () => {
  expect(withoutHalves('fog\uD83D\0 and \uDE00a 🦊 mi\u200Cx\n')).toBe('fog and a 🦊 mi\u200Cx\n');
});
