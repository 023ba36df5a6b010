import { describe, expect, it } from 'vitest';
import type { Reference } from '@/components/references/reference';
import { DEFAULT_SETTINGS, EMPTY_DRAFT } from './draft';
import { parseDraft, storeDraft } from './stored-draft';

const A = '00000000-0000-4000-8000-00000000000a';
const B = '00000000-0000-4000-8000-00000000000b';
const ready = (id: string, name: string | null = null): Reference => ({
  key: id,
  name,
  status: 'ready',
  id,
});

describe('a stored draft', () => {
  it('comes back as it was, without the prompt', () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      aspectRatio: '16:9',
      imageSize: '2K',
      count: 3,
      seed: 7,
      exclude: 'text',
    };
    const draft = { prompt: 'fog', settings, references: [ready(B, 'sea.png'), ready(A)], parentId: A };
    expect(parseDraft(storeDraft(draft))).toEqual({ ...draft, prompt: '' });
  });

  it('leaves out files that did not get to the server', () => {
    const file = new File(['x'], 'x.png');
    const sending = { key: 'k', name: 'x.png', file, preview: 'blob:x' };
    const references: Reference[] = [
      { ...sending, status: 'uploading' },
      ready(A),
      { ...sending, key: 'l', status: 'failed', fault: 'network' },
    ];
    expect(parseDraft(storeDraft({ ...EMPTY_DRAFT, references })).references).toEqual([ready(A)]);
  });

  it.each([null, '', '{', '[]', '7', 'null'])('is empty for %j', (stored) => {
    expect(parseDraft(stored)).toEqual(EMPTY_DRAFT);
  });

  it('keeps what is valid beside what is not', () => {
    const stored = {
      aspectRatio: '4:3',
      imageSize: '9K',
      count: 99,
      seed: -1,
      exclude: 5,
      model: 'gone',
      references: [{ id: 'no id' }],
      parentId: A,
    };
    expect(parseDraft(JSON.stringify(stored))).toEqual({
      ...EMPTY_DRAFT,
      settings: { ...DEFAULT_SETTINGS, aspectRatio: '4:3' },
    });
  });
});
