'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import type { Comparable } from './comparable';
import { CompareName } from './compare-name';
import { ComparePicture } from './compare-picture';

interface Props {
  left: Comparable;
  right: Comparable;
  /** Width divided by height of the boxes. */
  shape: number;
}

/** Side by side, or one above the other where the window is narrow. */
export function ComparePair({ left, right, shape }: Props) {
  const t = useTranslations('compare');
  const frame = useRef<HTMLElement>(null);
  useEffect(() => frame.current?.focus(), []);
  return (
    <section
      ref={frame}
      tabIndex={-1}
      aria-label={t('sideBySide')}
      className="absolute inset-2 grid gap-2 outline-none max-sm:grid-rows-2 sm:grid-cols-2 lg:inset-6"
    >
      {[left, right].map((picture) => (
        <div key={picture.id} className="[container-type:size] relative">
          <div
            style={{ width: `min(100cqw, 100cqh * ${shape})`, aspectRatio: shape }}
            className="absolute inset-0 m-auto overflow-hidden rounded-lg"
          >
            <ComparePicture picture={picture} />
            <CompareName className="left-3">{picture.label}</CompareName>
          </div>
        </div>
      ))}
    </section>
  );
}
