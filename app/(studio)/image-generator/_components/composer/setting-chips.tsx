'use client';

import { memo } from 'react';
import type { ModelEntry } from '@/lib/providers/catalogue';
import type { ComposerSettings } from './composer-settings';
import { ExcludeChip } from './exclude-chip';
import { ModelChips } from './model-chips';
import { SeedChip } from './seed-chip';

interface Props {
  model: ModelEntry;
  settings: ComposerSettings;
  onChange: (change: Partial<ComposerSettings>) => void;
}

/** All settings. Rendered again when one of them changes, and not at every key that is typed into the prompt. */
export const SettingChips = memo(function SettingChips({ model, settings, onChange }: Props) {
  return (
    <>
      <ModelChips model={model} settings={settings} onChange={onChange} />
      {model.seed ? <SeedChip seed={settings.seed} onChange={onChange} /> : null}
      <ExcludeChip exclude={settings.exclude} onChange={onChange} />
    </>
  );
});
