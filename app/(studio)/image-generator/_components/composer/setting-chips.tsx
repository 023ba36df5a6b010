'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import type { ComposerSettings } from '@/app/(studio)/_components/draft/draft';
import { Chip } from '@/components/ui/chip';
import { LazyPopup } from '@/components/ui/lazy-popup';
import type { ModelEntry } from '@/lib/providers/catalogue';
import { ModelChips } from './model-chips';

interface SettingChipsProps {
  model: ModelEntry;
  settings: ComposerSettings;
  onChange: (change: Partial<ComposerSettings>) => void;
}

/** All settings. Rendered again when one of them changes, and not at every key that is typed into the prompt. */
export const SettingChips = memo(function SettingChips({ model, settings, onChange }: SettingChipsProps) {
  return (
    <>
      <ModelChips model={model} settings={settings} onChange={onChange} />
      {model.seed ? <SeedChip seed={settings.seed} onChange={onChange} /> : null}
      <ExcludeChip exclude={settings.exclude} onChange={onChange} />
    </>
  );
});

interface SeedChipProps {
  seed: number | null;
  onChange: (change: { seed: number | null }) => void;
}

const loadSeed = () => import('./setting-popovers').then((module) => module.SeedPopover);

const SeedChip = memo(function SeedChip({ seed, onChange }: SeedChipProps) {
  const t = useTranslations('composer');
  const value = seed === null ? null : <span className="numeric">{seed}</span>;
  return (
    <LazyPopup
      kind="dialog"
      load={loadSeed}
      popup={{ seed, onChange }}
      trigger={<Chip label={t('seed')} value={value} />}
    />
  );
});

interface ExcludeChipProps {
  exclude: string;
  onChange: (change: { exclude: string }) => void;
}

const loadExclude = () => import('./setting-popovers').then((module) => module.ExcludePopover);

/** The negative prompt. */
const ExcludeChip = memo(function ExcludeChip({ exclude, onChange }: ExcludeChipProps) {
  const t = useTranslations('composer');
  return (
    <LazyPopup
      kind="dialog"
      load={loadExclude}
      popup={{ exclude, onChange }}
      trigger={<Chip label={t('exclude')} value={exclude.trim() || null} />}
    />
  );
});
