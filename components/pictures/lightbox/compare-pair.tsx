'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef } from 'react';
import { cn } from '@/components/ui/class-names';
import type { Comparable } from './comparables';

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

/** The name of a picture, upon it; its text alternative says the same. */
export function CompareName({ className, children }: { className: string; children: ReactNode }) {
  return (
    <span
      aria-hidden
      className={cn(
        'pointer-events-none absolute top-3 max-w-[45%] truncate rounded-lg bg-negative px-2.5 py-1 text-negative-ink text-xs',
        className,
      )}
    >
      {children}
    </span>
  );
}

/** Whole inside its box, and nothing behind it is seen. */
export function ComparePicture({ picture }: { picture: Comparable }) {
  return (
    // biome-ignore lint/performance/noImgElement: private pictures of our own
    <img
      src={`${picture.url}?variant=preview`}
      alt={picture.label}
      draggable={false}
      className="absolute inset-0 size-full bg-background object-contain"
    />
  );
}
