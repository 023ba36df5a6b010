'use client';

import { useTranslations } from 'next-intl';
import { ratio } from '@/components/gallery/ratio';
import type { Reusable } from '@/components/gallery/reusable';
import { cn } from '@/components/ui/cn';
import { DEFAULT_IMAGE_SIZE, DEFAULT_MODEL } from '@/lib/providers/catalogue';
import { SamplePicture } from './sample-picture';

const STARTS = [
  { name: 'coast', aspectRatio: '16:9', count: 4 },
  { name: 'poster', aspectRatio: '3:4', count: 3 },
  { name: 'desert', aspectRatio: '1:1', count: 2 },
] as const;

/** Three prompts to begin with, and what they give. */
export function EmptyState({ onPick }: { onPick: (what: Reusable) => void }) {
  const t = useTranslations('empty');
  return (
    <section aria-labelledby="empty-title" className="flex flex-col gap-6 py-6 sm:py-12">
      <div className="max-w-xl">
        <h2 id="empty-title" className="font-semibold text-xl tracking-tight">
          {t('title')}
        </h2>
        <p className="mt-2 text-pretty text-[0.9375rem] text-muted leading-relaxed">{t('text')}</p>
      </div>
      <ul className="grid gap-2.5 sm:grid-cols-3">
        {STARTS.map(({ name, aspectRatio, count }, index) => (
          <li key={name} className="flex">
            <button
              type="button"
              onClick={() =>
                onPick({
                  prompt: t(`${name}.prompt`),
                  model: DEFAULT_MODEL.id,
                  settings: { aspectRatio, imageSize: DEFAULT_IMAGE_SIZE },
                  count,
                })
              }
              className="group flex w-full flex-col gap-3 rounded-xl bg-surface p-5 text-left transition-colors duration-150 hover:bg-raised"
            >
              <span aria-hidden className="flex h-24 items-end gap-1.5">
                {Array.from({ length: count }, (_, place) => (
                  <span
                    // biome-ignore lint/suspicious/noArrayIndexKey: the frames are all alike
                    key={place}
                    style={{ aspectRatio: ratio(aspectRatio) }}
                    className={cn(
                      'overflow-hidden rounded-md',
                      ratio(aspectRatio) > 1 ? 'w-[calc((100%-1.125rem)/4)]' : 'h-full',
                    )}
                  >
                    <SamplePicture scene={index} variation={place} />
                  </span>
                ))}
              </span>
              <span className="text-[0.9375rem] leading-snug">{t(`${name}.prompt`)}</span>
              <span className="text-[0.8125rem] text-muted">{t(`${name}.gives`)}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
