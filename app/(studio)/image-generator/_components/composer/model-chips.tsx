'use client';

import { useTranslations } from 'next-intl';
import { ChipSelect } from '@/components/ui/chip-select';
import { CATALOGUE, creditsPerImage, imageSizes, type ModelEntry } from '@/lib/providers/catalogue';
import { COUNTS, type ComposerSettings } from './composer-settings';
import { RatioFrame } from './ratio-frame';

interface Props {
  model: ModelEntry;
  settings: ComposerSettings;
  onChange: (change: Partial<ComposerSettings>) => void;
}

/** The settings that are chosen: what is on offer comes from the model's entry in the catalogue. */
export function ModelChips({ model, settings, onChange }: Props) {
  const t = useTranslations('composer');
  return (
    <>
      <ChipSelect
        label={t('model')}
        labelHidden
        value={model.id}
        onChange={(id) => onChange({ model: id })}
        options={CATALOGUE.map((entry: ModelEntry) => ({
          value: entry.id,
          label: entry.label,
          hint: t('creditsEach', {
            count: creditsPerImage(entry, settings.imageSize) ?? Math.min(...Object.values(entry.credits)),
          }),
        }))}
      />
      <ChipSelect
        label={t('aspectRatio')}
        labelHidden
        columns={2}
        value={settings.aspectRatio}
        onChange={(aspectRatio) => onChange({ aspectRatio })}
        options={model.aspectRatios.map((aspectRatio) => ({
          value: aspectRatio,
          label: aspectRatio,
          icon: <RatioFrame aspectRatio={aspectRatio} />,
        }))}
      />
      <ChipSelect
        label={t('size')}
        value={settings.imageSize}
        onChange={(imageSize) => onChange({ imageSize })}
        options={imageSizes(model).map((imageSize) => ({
          value: imageSize,
          label: imageSize,
          hint: t('creditsEach', { count: creditsPerImage(model, imageSize) ?? 0 }),
        }))}
      />
      <ChipSelect
        label={t('count')}
        value={String(settings.count)}
        onChange={(count) => onChange({ count: Number(count) })}
        options={COUNTS.map((count) => ({ value: String(count), label: String(count) }))}
      />
    </>
  );
}
