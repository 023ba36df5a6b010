import { describe, expect, it } from 'vitest';
import { TaskError } from '@/lib/tasks/task-error';
import { readGeminiImage } from './read-gemini-image';

const inline = (text: string, mimeType = 'image/png', thought = false) => ({
  ...(thought ? { thought } : {}),
  inlineData: { mimeType, data: Buffer.from(text) },
});
const candidate = (finishReason: string, ...parts: unknown[]) => ({ finishReason, content: { parts } });

const RETRIES: Record<string, string> = { true: '', once: ' once', false: ' ✕' };

function codeOf(response: unknown): string {
  try {
    readGeminiImage(response);
    return 'a picture';
  } catch (error) {
    if (error instanceof TaskError) return `${error.code}${RETRIES[String(error.retryable)]}`;
    throw error;
  }
}

describe('a picture', () => {
  const picked = (...parts: unknown[]) =>
    readGeminiImage({ candidates: [candidate('STOP', ...parts)] }).bytes.toString();
  const draft = (text: string) => inline(text, 'image/png', true);

  it('is the last that is no thought, whatever stands around it', () => {
    expect(
      picked({ text: 'Here' }, draft('draft'), inline('first'), inline('final'), { text: 'Well?' }),
    ).toBe('final');
    expect(picked(inline('final'), draft('a later draft'))).toBe('final');
    expect(readGeminiImage({ candidates: [candidate('STOP', inline('it', 'image/jpeg'))] }).mimeType).toBe(
      'image/jpeg',
    );
  });

  it('is the last thought where nothing else came: it is paid for', () => {
    expect(picked(draft('only'))).toBe('only');
    expect(picked({ text: 'Hmm', thought: true }, draft('one'), draft('two'), { text: 'Done' })).toBe('two');
  });

  it('is no empty part, and no sound, but a picture by its bytes whatever it is called', () => {
    expect(picked(inline('final'), inline(''), inline('la', 'audio/wav'))).toBe('final');
    const png = '\x89PNG\r\n\x1a\n';
    const named = {
      inlineData: { mimeType: 'text/plain', data: Buffer.from(png, 'latin1') },
    };
    expect(Buffer.from(picked(named)).length).toBeGreaterThan(0);
    expect(picked({ inlineData: { data: Buffer.from('unnamed') } })).toBe('unnamed');
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
    'IMAGE_SAFETY_OF_A_NEW_KIND',
  ])('finishReason %s', (reason) => {
    expect(codeOf({ candidates: [{ finishReason: reason }] })).toBe('safety_blocked ✕');
  });
});

describe('a refusal told by ratings alone', () => {
  const safetyRatings = [{ category: 'HARM_CATEGORY_SEXUALLY_EXPLICIT', probability: 'HIGH', blocked: true }];

  it('of the prompt or of the picture', () => {
    expect(codeOf({ promptFeedback: { safetyRatings } })).toBe('safety_blocked ✕');
    expect(codeOf({ candidates: [{ safetyRatings }] })).toBe('safety_blocked ✕');
  });

  it('is none where a picture came', () => {
    expect(codeOf({ candidates: [{ ...candidate('STOP', inline('it')), safetyRatings }] })).toBe('a picture');
  });
});

describe('an answer without a picture', () => {
  it.each(['NO_IMAGE', 'LANGUAGE'])('that says why (%s) is final', (reason) => {
    expect(codeOf({ candidates: [candidate(reason)] })).toBe('no_image ✕');
  });

  it.each(['STOP', 'MAX_TOKENS'])('but with words (%s) is final', (reason) => {
    expect(codeOf({ candidates: [candidate(reason, { text: 'I would rather not' })] })).toBe('no_image ✕');
  });

  it.each([
    'STOP',
    'IMAGE_OTHER',
    'OTHER',
    'MAX_TOKENS',
    'MALFORMED_FUNCTION_CALL',
    'MALFORMED_RESPONSE',
    'FINISH_REASON_UNSPECIFIED',
    'A_NEW_ONE',
  ])('and without a reason (%s) is tried once more', (reason) => {
    expect(codeOf({ candidates: [candidate(reason)] })).toBe('no_image once');
  });

  it.each([
    ['no candidates', {}],
    ['an empty list', { candidates: [] }],
    ['feedback that says nothing', { promptFeedback: {} }],
    ['no content', { candidates: [{ finishReason: 'STOP' }] }],
    ['no parts', { candidates: [{ finishReason: 'STOP', content: {} }] }],
    ['an empty text', { candidates: [candidate('STOP', { text: ' \n' })] }],
    ['only thoughts in words', { candidates: [candidate('STOP', { text: 'Hmm', thought: true })] }],
    ['empty data', { candidates: [candidate('STOP', inline(''))] }],
    ['sound', { candidates: [candidate('STOP', inline('la', 'audio/wav'))] }],
  ])('and nothing at all (%s) is tried once more', (_, response) => {
    expect(codeOf(response)).toBe('no_image once');
  });
});

it('an answer of another shape is an outage', () => {
  expect(codeOf({ candidates: [{ content: { parts: 'many' } }] })).toBe('provider_unavailable');
});
