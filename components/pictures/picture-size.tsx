'use client';

import { Grid2x2, Grid3x3 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { cn } from '@/components/ui/class-names';
import { PICTURE_SIZE_COOKIE, PICTURE_SIZES, type PictureSize, readPictureSize } from '@/lib/picture-size';

interface Chosen {
  size: PictureSize;
  choose: (size: PictureSize) => void;
}

const PictureSizeContext = createContext<Chosen>({ size: 3, choose: () => undefined });

/** How large pictures are, for lists that place them by themselves; others go by `data-picture-size` in the style sheet. */
export function usePictureSize(): Chosen {
  return useContext(PictureSizeContext);
}

const YEAR_SECONDS = 31_536_000;

export function PictureSizeProvider({ initial, children }: { initial: PictureSize; children: ReactNode }) {
  const [size, setSize] = useState(initial);
  const chosen = useMemo(
    () => ({
      size,
      choose(next: PictureSize) {
        setSize(next);
        // biome-ignore lint/suspicious/noDocumentCookie: not every browser has the Cookie Store, and plain HTTP never
        document.cookie = `${PICTURE_SIZE_COOKIE}=${next}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
      },
    }),
    [size],
  );
  return (
    <PictureSizeContext value={chosen}>
      <div className="contents" data-picture-size={size}>
        {children}
      </div>
    </PictureSizeContext>
  );
}

/** From many small pictures to few large ones. */
export function PictureSizeSlider({ className }: { className?: string }) {
  const t = useTranslations('app');
  const { size, choose } = usePictureSize();
  return (
    <label className={cn('flex items-center gap-2 text-muted', className)}>
      <span className="sr-only">{t('pictureSize')}</span>
      <Grid3x3 aria-hidden className="size-4" />
      <input
        type="range"
        min={PICTURE_SIZES[0]}
        max={PICTURE_SIZES.at(-1)}
        value={size}
        onChange={(event) => choose(readPictureSize(event.currentTarget.value))}
        className="h-9 w-24 accent-accent pointer-coarse:h-11"
      />
      <Grid2x2 aria-hidden className="size-4" />
    </label>
  );
}
