'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { COUNTS, type ComposerSettings } from '@/app/(studio)/_components/draft/draft';
import { ratio } from '@/components/pictures/grid-shape';
import { ChipSelect } from '@/components/ui/chip';
import { CATALOGUE, creditsPerImage, imageSizes, type ModelEntry } from '@/lib/providers/catalogue';

interface Props {
  model: ModelEntry;
  settings: ComposerSettings;
  onChange: (change: Partial<ComposerSettings>) => void;
}

type ChipProps<Setting extends keyof ComposerSettings> = Pick<Props, 'model' | 'onChange'> &
  Pick<ComposerSettings, Setting>;

/** The settings that are chosen: what is on offer comes from the model's entry in the catalogue. */
export function ModelChips({ model, settings, onChange }: Props) {
  return (
    <>
      <ModelChip model={model} imageSize={settings.imageSize} onChange={onChange} />
      <RatioChip model={model} aspectRatio={settings.aspectRatio} onChange={onChange} />
      <SizeChip model={model} imageSize={settings.imageSize} onChange={onChange} />
      <CountChip count={settings.count} onChange={onChange} />
    </>
  );
}

const ModelChip = memo(function ModelChip({ model, imageSize, onChange }: ChipProps<'imageSize'>) {
  const t = useTranslations('composer');
  return (
    <ChipSelect
      label={t('model')}
      labelHidden
      value={model.id}
      onChange={(id) => onChange({ model: id })}
      options={CATALOGUE.map((entry: ModelEntry) => ({
        value: entry.id,
        label: entry.label,
        hint: t('creditsEach', {
          count: creditsPerImage(entry, imageSize) ?? Math.min(...Object.values(entry.credits)),
        }),
      }))}
    />
  );
});

const RatioChip = memo(function RatioChip({ model, aspectRatio, onChange }: ChipProps<'aspectRatio'>) {
  const t = useTranslations('composer');
  return (
    <ChipSelect
      label={t('aspectRatio')}
      labelHidden
      columns={2}
      value={aspectRatio}
      onChange={(chosen) => onChange({ aspectRatio: chosen })}
      options={model.aspectRatios.map((ratio) => ({
        value: ratio,
        label: ratio,
        icon: <RatioFrame aspectRatio={ratio} />,
      }))}
    />
  );
});

const SizeChip = memo(function SizeChip({ model, imageSize, onChange }: ChipProps<'imageSize'>) {
  const t = useTranslations('composer');
  return (
    <ChipSelect
      label={t('size')}
      value={imageSize}
      onChange={(chosen) => onChange({ imageSize: chosen })}
      options={imageSizes(model).map((size) => ({
        value: size,
        label: size,
        hint: t('creditsEach', { count: creditsPerImage(model, size) ?? 0 }),
      }))}
    />
  );
});

const CountChip = memo(function CountChip({ count, onChange }: Omit<ChipProps<'count'>, 'model'>) {
  const t = useTranslations('composer');
  return (
    <ChipSelect
      label={t('count')}
      value={String(count)}
      onChange={(chosen) => onChange({ count: Number(chosen) })}
      options={COUNTS.map((offered) => ({ value: String(offered), label: String(offered) }))}
    />
  );
});

const LONG_SIDE = 14;

/** An aspect ratio as a little frame. */
function RatioFrame({ aspectRatio }: { aspectRatio: string }) {
  const shape = ratio(aspectRatio);
  const width = Math.max(4, shape >= 1 ? LONG_SIDE : LONG_SIDE * shape);
  const height = Math.max(4, shape >= 1 ? LONG_SIDE / shape : LONG_SIDE);
  return (
    <span aria-hidden className="grid size-4 shrink-0 place-items-center">
      <span className="rounded-[2px] border-[1.5px] border-current" style={{ width, height }} />
    </span>
  );
}
