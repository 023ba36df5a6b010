'use client';

import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { PICTURE_SIZE_COOKIE, type PictureSize } from '@/lib/picture-size';

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
