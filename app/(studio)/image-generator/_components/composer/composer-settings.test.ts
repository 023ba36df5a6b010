import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '@/lib/providers/catalogue';
import { DEFAULT_SETTINGS, fitToModel, parseSettings } from './composer-settings';

describe('stored settings', () => {
  it('come back as they were', () => {
    const settings = {
      ...DEFAULT_SETTINGS,
      aspectRatio: '16:9',
      imageSize: '2K',
      count: 3,
      seed: 7,
      exclude: 'text',
    };
    expect(parseSettings(JSON.stringify(settings))).toEqual(settings);
  });

  it.each([null, '', '{', '[]', '7', 'null'])('are the defaults for %j', (stored) => {
    expect(parseSettings(stored)).toEqual(DEFAULT_SETTINGS);
  });

  it('keep what is valid beside what is not', () => {
    const stored = { aspectRatio: '4:3', imageSize: '9K', count: 99, seed: -1, exclude: 5, model: 'gone' };
    expect(parseSettings(JSON.stringify(stored))).toEqual({ ...DEFAULT_SETTINGS, aspectRatio: '4:3' });
  });
});

describe('another model', () => {
  const [, pro, flash] = CATALOGUE;

  it('keeps what it offers', () => {
    const settings = { ...DEFAULT_SETTINGS, aspectRatio: '21:9', imageSize: '2K', seed: 3, model: pro.id };
    expect(fitToModel(settings)).toEqual(settings);
  });

  it('replaces what it does not offer', () => {
    const settings = { ...DEFAULT_SETTINGS, model: flash.id, aspectRatio: '8:1', imageSize: '512' };
    expect(fitToModel(settings)).toEqual(settings);
    expect(fitToModel({ ...settings, model: pro.id })).toMatchObject({ aspectRatio: '1:1', imageSize: '1K' });
  });
});
