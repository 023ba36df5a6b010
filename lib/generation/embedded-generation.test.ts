import sharp from 'sharp';
import { expect, it } from 'vitest';
import { addPngXmp } from '@/lib/images/png';
import { writeXmp } from '@/lib/images/xmp';
import { readEmbeddedGeneration } from './embedded-generation';

// @vitest-environment happy-dom

const picture = () => sharp({ create: { width: 20, height: 20, channels: 3, background: '#333' } });

const generation = {
  prompt: 'a lighthouse above a sea of fog',
  model: 'gemini-nano-banana-2.1',
  settings: {
    aspectRatio: '16:9',
    imageSize: '1K',
    seed: 7,
    negativePrompt: 'no <people> & "ships"',
    referenceIds: ['11111111-1111-4111-8111-111111111111'],
  },
  seed: 9,
};

it.each([
  ['WebP', () => picture().webp().withXmp(writeXmp(generation)).toBuffer()],
  ['JPEG', () => picture().jpeg().withXmp(writeXmp(generation)).toBuffer()],
  ['PNG', async () => addPngXmp(await picture().png().toBuffer(), writeXmp(generation))],
])('is read back from a %s, by others too', async (_, file) => {
  const bytes = await file();
  expect(readEmbeddedGeneration(bytes)).toEqual(generation);
  expect((await sharp(bytes, { failOn: 'warning' }).metadata()).xmpAsString).toBe(writeXmp(generation));
});

it('says that a trained model made the picture, and from which words', () => {
  const xmp = writeXmp(generation);
  expect(xmp).toContain(
    'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"',
  );
  expect(xmp).toContain(
    '<dc:description><rdf:Alt><rdf:li xml:lang="x-default">a lighthouse above a sea of fog</rdf:li></rdf:Alt></dc:description>',
  );
});

it.each([
  ['markup', ']]> <b>&amp;</b> </darkroom:generation><!-- " \''],
  ['line ends and tabs', ' one\r\ntwo\n\tthree\r '],
  ['what XML cannot hold', 'a\u0001b\u000bc\u007f\u0085\ufffe\uffff'],
  ['every language', 'céu à noite 夜の山 🌊👩‍👩‍👧 \u202eabc'],
  ['the most that is taken', '🌊'.repeat(2000)],
])('keeps a prompt with %s to the letter', async (_, prompt) => {
  const bytes = await picture()
    .webp()
    .withXmp(writeXmp({ ...generation, prompt }))
    .toBuffer();
  expect(readEmbeddedGeneration(bytes)?.prompt).toBe(prompt);
});

it.each([
  ['no XMP', async () => picture().png().toBuffer()],
  ["somebody else's XMP", async () => Buffer.from('..<x:xmpmeta xmlns:x="adobe:ns:meta/"/></x:xmpmeta>')],
  ['half of ours', async () => Buffer.from(writeXmp(generation).slice(0, -60))],
  ['ours, changed', async () => Buffer.from(writeXmp(generation).replace('&quot;prompt&quot;', 'prompt'))],
  ['ours of another form', async () => Buffer.from(writeXmp(generation).replace('model', 'modem'))],
])('%s is nothing to read, and no fault', async (_, file) => {
  expect(readEmbeddedGeneration(await file())).toBeUndefined();
});
