import { expect, test } from 'vitest';
import { shortTitle } from './short-title';

test.each([
  ['Lighthouse in the Fog', 'Lighthouse in the Fog'],
  ['"Lighthouse in the Fog."', 'Lighthouse in the Fog'],
  ['**Farol na neblina**\n\nHere is why:', 'Farol na neblina'],
  ['\n- One two three four five six seven', 'One two three four five'],
  ['x'.repeat(200), 'x'.repeat(60)],
  ['“ ” …', '…'],
  ['<b>Lighthouse</b> in <i class="x">the Fog</i>', 'Lighthouse in the Fog'],
  ['<title>Fog</title><script>alert(1)', 'Fog alert(1)'],
  ['<!-- a title --><p>\nFog, 3 < 5 boats', 'Fog, 3 < 5 boats'],
  ['```\nFog\n```', 'Fog'],
  ['\u202EFog\u200B over\u0007 the \uFEFFsea\u2069', 'Fog over the sea'],
  ['Fog \uD83D', 'Fog'],
  ['\u200B\u2060', ''],
  ['  \n "" \n', ''],
  ['', ''],
])('%j becomes %j', (answer, title) => {
  expect(shortTitle(answer)).toBe(title);
});
