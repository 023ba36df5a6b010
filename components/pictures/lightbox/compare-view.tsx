'use client';

import { ArrowLeftRight, Columns2, SquareSplitHorizontal, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { ChipSelect } from '@/components/ui/chip';
import { IconButton } from '@/components/ui/icon-button';
import type { GeneratedImage } from '@/lib/generation/schema';
import type { Comparable } from './comparables';
import { ComparePair } from './compare-pair';
import { CompareSlider } from './compare-slider';
import { useLightboxKeys } from './lightbox-keys';
import { fittingWidth } from './lightbox-picture';
import type { Zoom } from './zoom';

interface Props {
  image: GeneratedImage;
  /** Both are looked at in step. */
  zoom: Zoom;
  /** What can be compared, the picture itself among it. */
  candidates: readonly Comparable[];
  onEnd: () => void;
}

/** The shown picture against another one. */
export function CompareView({ image, zoom, candidates, onEnd }: Props) {
  const t = useTranslations('compare');
  const [chosen, setChosen] = useState<string | null>(null);
  const [beside, setBeside] = useState(false);
  const [swapped, setSwapped] = useState(false);
  const place = candidates.findIndex(({ id }) => id === image.id);
  const others = candidates.filter(({ id }) => id !== image.id);
  const other = others.find(({ id }) => id === chosen) ?? candidates[place - 1] ?? candidates[place + 1];
  const shown = candidates[place];
  useLightboxKeys({ s: () => setBeside(!beside), x: () => setSwapped(!swapped) });

  if (!shown || !other) return null;
  const otherFirst = candidates.indexOf(other) < place !== swapped;
  const shape = image.width / image.height;
  const [left, right] = otherFirst ? [other, shown] : [shown, other];
  return (
    <div className="absolute inset-0 flex flex-col">
      <div className="[container-type:size] relative min-h-0 flex-1 [--margin:1.5rem] lg:[--margin:3rem]">
        {beside ? (
          <ComparePair left={left} right={right} shape={shape} zoom={zoom} naturalWidth={image.width} />
        ) : (
          <CompareSlider
            left={left}
            right={right}
            box={{ width: fittingWidth(image), aspectRatio: shape }}
            zoom={zoom}
            naturalWidth={image.width}
          />
        )}
      </div>
      <div className="flex flex-wrap items-center justify-center gap-1.5 px-3 pb-3 lg:pb-6">
        {others.length > 1 ? (
          <ChipSelect
            label={t('with')}
            value={other.id}
            onChange={setChosen}
            options={others.map(({ id, label }) => ({ value: id, label }))}
          />
        ) : null}
        <Button size="sm" onClick={() => setBeside(!beside)} aria-keyshortcuts="S">
          {beside ? <SquareSplitHorizontal aria-hidden /> : <Columns2 aria-hidden />}
          {beside ? t('withSlider') : t('sideBySide')}
        </Button>
        <Button size="sm" onClick={() => setSwapped(!swapped)} aria-keyshortcuts="X">
          <ArrowLeftRight aria-hidden /> {t('swap')}
        </Button>
        <IconButton
          size="sm"
          variant="secondary"
          className="max-sm:hidden"
          label={t('end')}
          onClick={onEnd}
          aria-keyshortcuts="C"
        >
          <X aria-hidden />
        </IconButton>
      </div>
    </div>
  );
}
