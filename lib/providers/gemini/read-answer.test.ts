import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readAnswer } from './read-answer';

/** The text in pieces of these lengths, again and again. */
function inPieces(text: string, lengths: readonly number[]): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  let [at, turn] = [0, 0];
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      const length = lengths[turn++ % lengths.length] ?? 1;
      controller.enqueue(bytes.subarray(at, at + length));
      at += length;
    },
  });
}

const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 8 });

test('whatever the pieces: bytes under `data` are bytes, and everything else is what JSON.parse makes of it', async () => {
  const part = fc.record({
    text: fc.string({ unit: 'grapheme' }),
    inlineData: fc.record({ mimeType: fc.constant('image/png'), data: fc.uint8Array({ maxLength: 200 }) }),
    rest: fc.jsonValue(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(part), lengths, fc.constantFrom(0, 2), async (parts, cuts, space) => {
      fc.pre(!JSON.stringify(parts.map(({ rest }) => rest)).includes('"data"'));
      const written = parts.map(({ text, inlineData: { mimeType, data }, rest }) => ({
        ...{ text, rest },
        inlineData: { mimeType, data: Buffer.from(data).toString('base64') },
      }));
      const read = await readAnswer(inPieces(JSON.stringify({ parts: written }, null, space), cuts));
      const plain = (key: string, value: unknown) =>
        key === 'data' ? Buffer.from(value as string, 'base64') : value;
      expect(read).toEqual(JSON.parse(JSON.stringify({ parts: written }), plain));
    }),
  );
});

test.each([
  ['escaped slashes', '{"data": "\\/\\/\\/\\/"}', [255, 255, 255]],
  ['an escaped equals sign, as Google writes it', '{"data":"AQ\\u003d\\u003d"}', [1]],
  ['no padding', '{"data" : "AQI"}', [1, 2]],
  ['nothing', '{"data":""}', []],
])('base64 with %s, cut anywhere', async (_, text, bytes) => {
  for (let length = 1; length <= text.length; length += 1)
    expect(await readAnswer(inPieces(text, [length]))).toEqual({ data: Buffer.from(bytes) });
});

test.each(['', '{"data": "AQI', '{"data": "AQI"', 'no JSON', '{"text": "\\u12'])(
  'half an answer is a SyntaxError: %j',
  async (text) => {
    await expect(readAnswer(inPieces(text, [3]))).rejects.toThrow(SyntaxError);
  },
);

test('a picture of 20 MB never holds up the others for long', async () => {
  const bytes = Buffer.alloc(20 * 2 ** 20, 'darkroom');
  const text = JSON.stringify({ inlineData: { data: bytes.toString('base64') } });
  const body = inPieces(text, [64 * 1024]);
  let turns = 0;
  let reading = true;
  const count = () => {
    turns += 1;
    if (reading) setImmediate(count);
  };
  setImmediate(count);
  const delayed = new ReadableStream<Uint8Array>({
    async start(controller) {
      for await (const piece of body) {
        controller.enqueue(piece);
        await new Promise((resolve) => setImmediate(resolve));
      }
      controller.close();
    },
  });
  const read = (await readAnswer(delayed)) as { inlineData: { data: Uint8Array } };
  reading = false;
  expect(Buffer.compare(read.inlineData.data, bytes)).toBe(0);
  expect(turns).toBeGreaterThan(400);
});
