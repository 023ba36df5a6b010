'use client';

import { useTranslations } from 'next-intl';
import { cn } from '@/components/ui/class-names';
import { PICTURE_SIZES, readPictureSize } from '@/lib/picture-size';
import { choosePictureSize, usePictureSize } from './picture-size';

/** From many small pictures to few large ones. */
export function PictureSizeSlider({ className }: { className?: string }) {
  const t = useTranslations('app');
  const size = usePictureSize();
  return (
    <label className={cn('flex items-center gap-2 text-muted', className)}>
      <span className="sr-only">{t('pictureSize')}</span>
      <span aria-hidden className="size-2 rounded-[3px] border-[1.5px] border-current" />
      <input
        type="range"
        min={PICTURE_SIZES[0]}
        max={PICTURE_SIZES.at(-1)}
        value={size}
        onChange={(event) => choosePictureSize(readPictureSize(event.currentTarget.value))}
        className="h-9 w-24 accent-accent pointer-coarse:h-11"
      />
      <span aria-hidden className="size-4 rounded-[4px] border-[1.5px] border-current" />
    </label>
  );
}
