import { expect, test } from 'vitest';
import { createDemoTitles } from './demo-titles';

test.each([
  ['A lighthouse above a sea of fog at first light, long exposure', 'Lighthouse above a sea'],
  ['a fox', 'Fox'],
  ['Um farol sobre um mar de neblina', 'Farol sobre um mar'],
  ['árvores', 'Árvores'],
  ['…?', '…'],
  [', then nothing', ', then nothing'],
])('%j is called %j', async (prompt, title) => {
  const request = { prompt, model: 'demo', locale: 'en' };
  expect(await createDemoTitles().suggest(request, new AbortController().signal)).toBe(title);
});
