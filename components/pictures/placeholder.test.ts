import { expect, it } from 'vitest';
import { decodePlaceholder } from './placeholder';

it('gives a colour and a preview', () => {
  const placeholder = decodePlaceholder('1QcSHQRnh493V4dIh4eXh1h4kJUI');
  expect(placeholder?.colour).toMatch(/^rgb\(\d+ \d+ \d+\)$/);
  expect(placeholder?.preview()).toMatch(/^data:image\/png;base64,/);
});

it.each(['', 'not base64!', 'AA=='])('gives nothing for %j', (base64) => {
  expect(decodePlaceholder(base64)).toBeNull();
});
