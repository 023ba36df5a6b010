import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '@/lib/providers/catalogue';
import { DEFAULT_SETTINGS, fitToModel } from './draft';

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
