import { expect, test } from 'vitest';
import { shortTitle } from './short-title';

test.each([
  ['Lighthouse in the Fog', 'Lighthouse in the Fog'],
  ['"Lighthouse in the Fog."', 'Lighthouse in the Fog'],
  ['**Farol na neblina**\n\nHere is why:', 'Farol na neblina'],
  ['\n- One two three four five six seven', 'One two three four five'],
  ['x'.repeat(200), 'x'.repeat(60)],
  ['“ ” …', '…'],
  ['  \n "" \n', ''],
  ['', ''],
])('%j becomes %j', (answer, title) => {
  expect(shortTitle(answer)).toBe(title);
});
