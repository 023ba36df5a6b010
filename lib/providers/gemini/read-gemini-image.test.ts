import { describe, expect, it } from 'vitest';
import { TaskError } from '@/lib/tasks/task-error';
import { readGeminiImage } from './read-gemini-image';

const inline = (text: string, mimeType = 'image/png', thought = false) => ({
  ...(thought ? { thought } : {}),
  inlineData: { mimeType, data: Buffer.from(text).toString('base64') },
});
const candidate = (finishReason: string, ...parts: unknown[]) => ({ finishReason, content: { parts } });

function codeOf(response: unknown): string {
  try {
    readGeminiImage(response);
    return 'a picture';
  } catch (error) {
    if (error instanceof TaskError) return `${error.code}${error.retryable ? '' : ' ✕'}`;
    throw error;
  }
}

describe('a picture', () => {
  it('is the first that is no thought, after any text', () => {
    const parts = [
      { text: 'Here' },
      inline('draft', 'image/png', true),
      inline('final', 'image/jpeg'),
      inline('more'),
    ];
    expect(readGeminiImage({ candidates: [candidate('STOP', ...parts)] })).toEqual({
      bytes: Buffer.from('final'),
      mimeType: 'image/jpeg',
    });
  });

  it('may be in a later candidate', () => {
    const response = { candidates: [candidate('STOP', { text: 'none' }), candidate('STOP', inline('here'))] };
    expect(readGeminiImage(response).bytes).toEqual(Buffer.from('here'));
  });
});

describe('a refusal with HTTP 200', () => {
  it.each(['SAFETY', 'OTHER', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'IMAGE_SAFETY', 'A_NEW_ONE'])(
    'blockReason %s',
    (blockReason) => {
      expect(codeOf({ promptFeedback: { blockReason } })).toBe('safety_blocked ✕');
    },
  );

  it.each([
    'SAFETY',
    'IMAGE_SAFETY',
    'PROHIBITED_CONTENT',
    'IMAGE_PROHIBITED_CONTENT',
    'BLOCKLIST',
    'SPII',
    'RECITATION',
    'IMAGE_RECITATION',
  ])('finishReason %s', (reason) => {
    expect(codeOf({ candidates: [{ finishReason: reason }] })).toBe('safety_blocked ✕');
  });
});

describe('an answer without a picture', () => {
  it.each(['NO_IMAGE', 'STOP', 'IMAGE_OTHER', 'OTHER', 'MAX_TOKENS', 'MALFORMED_RESPONSE', 'A_NEW_ONE'])(
    '%s',
    (reason) => {
      expect(codeOf({ candidates: [candidate(reason, { text: 'I would rather not' })] })).toBe('no_image ✕');
    },
  );

  it.each([
    ['no candidates', {}],
    ['an empty list', { candidates: [] }],
    ['no parts', { candidates: [{ finishReason: 'STOP', content: {} }] }],
    ['only a thought', { candidates: [candidate('STOP', inline('draft', 'image/png', true))] }],
    ['empty data', { candidates: [candidate('STOP', inline(''))] }],
    ['sound', { candidates: [candidate('STOP', inline('la', 'audio/wav'))] }],
  ])('%s', (_, response) => {
    expect(codeOf(response)).toBe('no_image ✕');
  });
});

it('an answer of another shape is an outage', () => {
  expect(codeOf({ candidates: [{ content: { parts: 'many' } }] })).toBe('provider_unavailable');
});
