import { expect, test } from 'vitest';
import { createDemoTitles } from './demo-titles';

test.each([
  ['A lighthouse above a sea of fog at first light, long exposure', 'Lighthouse above a sea'],
  ['a fox', 'Fox'],
  ['Um farol sobre um mar de neblina', 'Farol sobre um mar'],
  ['árvores', 'Árvores'],
  ['Two foxes dancing under bright northern lights', 'Two foxes dancing'],
  ['Uma casa antiga entre as montanhas cobertas de neve', 'Casa antiga'],
  ['Portrait of an old sailor with a pipe', 'Portrait of an old sailor'],
  ['Bright yellow taxi waiting alone somewhere', 'Bright yellow taxi waiting alone'],
  ['…?', '…'],
  [', then nothing', ', then nothing'],
])('%j is called %j', async (prompt, title) => {
  const request = { prompt, model: 'demo', locale: 'en' };
  expect(await createDemoTitles().suggest(request, new AbortController().signal)).toBe(title);
});
