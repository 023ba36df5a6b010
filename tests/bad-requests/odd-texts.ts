import fc from 'fast-check';

const KNOWN_TROUBLE = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'a\udfff',
  '\u202eabc\u202c',
  '\u2028\ufeff\u00a0',
  '👩‍👩‍👧‍👦🏳️‍🌈',
  'e\u0301\u0301\u0301',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'undefined',
  'null',
  'NaN',
  '-0',
  '1e999',
  '0x10',
  "' or 1=1--",
  '"),id.gt.("',
  'select pg_sleep(9)',
  '../../etc/passwd',
  '..\\..',
  '%00',
  '%s%n%x',
  '<script>alert(1)</script>',
  '{{7*7}}',
  'x'.repeat(5000),
  '🌊'.repeat(2001),
];

/** Text of every kind: any code points, whole characters, and what is known to have broken something somewhere. */
export const oddText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...KNOWN_TROUBLE),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
);

/** What Node's client lets into a header. */
export const headerText: fc.Arbitrary<string> = oddText.map((text) =>
  text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?').trim(),
);
