import { describe, expect, it } from 'vitest';
import type { Reusable } from '@/components/pictures/pictures-context';
import type { Reference } from '@/components/references/reference';
import { DEFAULT_SETTINGS, type Draft, maxReferences } from './draft';
import { reuse, variationsOf } from './reuse';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const ready = (number: number, name: string | null = null): Reference => ({
  key: id(number),
  name,
  status: 'ready',
  id: id(number),
});

const draft: Draft = {
  prompt: 'my own words',
  settings: { ...DEFAULT_SETTINGS, count: 2, seed: 5, exclude: 'people' },
  references: [ready(1, 'sea.png')],
  parentId: null,
};

const picture: Reusable = {
  prompt: 'a fox in fog',
  model: 'gemini-3.1-flash-image',
  settings: {
    aspectRatio: '8:1',
    imageSize: '2K',
    seed: 70,
    negativePrompt: 'text',
    referenceIds: [id(2), id(1)],
  },
  picture: { id: id(9), seed: 72 },
  parentId: id(2),
};

const settings = {
  model: 'gemini-3.1-flash-image',
  aspectRatio: '8:1',
  imageSize: '2K',
  count: 2,
  seed: 70,
  exclude: 'text',
};
const references = [ready(2), ready(1, 'sea.png')];
const idsOf = (some: Pick<Draft, 'references'>) => some.references.map(({ key }) => key);
const ALL = ['prompt', 'model', 'aspectRatio', 'imageSize', 'seed', 'exclude', 'references', 'parent'];

describe('reuse of', () => {
  it('everything makes this very picture again, with its own seed and its lineage', () => {
    expect(reuse(draft, 'everything', picture)).toEqual({
      draft: { prompt: 'a fox in fog', settings: { ...settings, seed: 72 }, references, parentId: id(2) },
      changed: ALL,
      fitted: [],
    });
  });

  it('everything of a batch takes its number of pictures and its seed', () => {
    const { picture: _, parentId: __, ...batch } = picture;
    const reused = reuse(draft, 'everything', { ...batch, count: 4 });
    expect(reused.draft).toEqual({
      prompt: 'a fox in fog',
      settings: { ...settings, count: 4 },
      references,
      parentId: null,
    });
    expect(reused.changed).toContain('count');
  });

  it('everything of what had no seed, exclusion and references clears them', () => {
    const plain = { ...picture, settings: { aspectRatio: '1:1', imageSize: '1K' }, picture: { id: id(9) } };
    expect(reuse(draft, 'everything', plain)).toMatchObject({
      draft: { settings: { seed: null, exclude: '' }, references: [], parentId: null },
      changed: ['prompt', 'model', 'seed', 'exclude', 'references'],
    });
  });

  it('settings leaves the prompt', () => {
    expect(reuse(draft, 'settings', picture)).toEqual({
      draft: { prompt: 'my own words', settings, references, parentId: id(2) },
      changed: ALL.filter((part) => part !== 'prompt'),
      fitted: [],
    });
  });

  it('the prompt leaves the settings', () => {
    expect(reuse(draft, 'prompt', picture)).toEqual({
      draft: { ...draft, prompt: 'a fox in fog' },
      changed: ['prompt'],
      fitted: [],
    });
  });

  it("the seed is the picture's own", () => {
    expect(reuse(draft, 'seed', picture)).toEqual({
      draft: { ...draft, settings: { ...draft.settings, seed: 72 } },
      changed: ['seed'],
      fitted: [],
    });
  });

  it('variations are four of everything with new seeds, whatever is being written; subtle ones go by the picture too', () => {
    const variations = variationsOf('variations', picture);
    expect(variations).toMatchObject({
      prompt: 'a fox in fog',
      settings: { ...settings, count: 4, seed: null },
      parentId: id(2),
    });
    expect(idsOf(variations)).toEqual(idsOf({ references }));
    expect(idsOf(variationsOf('subtle', picture))).toEqual([id(9), ...idsOf({ references })]);
  });

  it('edit empties the prompt, keeps the shape, and has the picture as the only reference and as parent', () => {
    const shaped = { ...draft.settings, aspectRatio: '8:1' };
    expect(reuse(draft, 'edit', picture)).toEqual({
      draft: { prompt: '', settings: shaped, references: [ready(9, 'a fox in fog')], parentId: id(9) },
      changed: ['prompt', 'aspectRatio', 'references', 'parent'],
      fitted: [],
    });
  });

  it('a picture as reference puts it last', () => {
    expect(reuse(draft, 'reference', picture)).toEqual({
      draft: { ...draft, references: [ready(1, 'sea.png'), ready(9, 'a fox in fog')] },
      changed: ['references'],
      fitted: [],
    });
  });

  it('a reference that is there already changes nothing', () => {
    const with9 = { ...draft, references: [ready(9), ready(1)] };
    expect(reuse(with9, 'reference', picture)).toEqual({ draft: with9, changed: [], fitted: ['references'] });
  });

  it('one reference more than the model takes changes nothing', () => {
    const full = { ...draft, references: Array.from({ length: 14 }, (_, place) => ready(100 + place)) };
    expect(maxReferences(full.settings.model)).toBe(14);
    expect(reuse(full, 'reference', picture)).toEqual({ draft: full, changed: [], fitted: ['references'] });
  });
});

describe('what the model does not offer', () => {
  it('is fitted and named', () => {
    const wanted = { ...picture, model: 'gemini-3-pro-image' };
    expect(reuse(draft, 'everything', wanted)).toMatchObject({
      draft: { settings: { model: 'gemini-3-pro-image', aspectRatio: '1:1', imageSize: '2K' } },
      fitted: ['aspectRatio'],
    });
  });

  it('is a model that is gone: the default one takes its place', () => {
    const wanted = { ...picture, model: 'of-last-year', settings: { ...picture.settings, imageSize: '9K' } };
    expect(reuse(draft, 'everything', wanted)).toMatchObject({
      draft: { settings: { model: 'gemini-nano-banana-2.1', aspectRatio: '8:1', imageSize: '1K' } },
      fitted: ['model', 'imageSize'],
    });
  });
});
