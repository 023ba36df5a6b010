'use client';

import { Check, Download, Heart, ImageOff, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type CSSProperties, memo, useMemo, useState } from 'react';
import { type Box, displayRatio } from '@/app/(studio)/gallery/_components/layout/gallery-layout';
import { usePictureTask } from '@/components/pictures/feed/use-picture-tasks';
import { pictureSources } from '@/components/pictures/picture-files';
import { decodePlaceholder } from '@/components/pictures/placeholder';
import { usePictureDrag } from '@/components/pictures/use-picture-drag';
import { cn } from '@/components/ui/class-names';
import { useHydrated } from '@/components/ui/paint';

interface Props {
  taskId: string;
  index: number;
  /** Its place; null before the list has been measured, when CSS finds the same one. */
  box: Box | null;
  selected: boolean;
  /** A click selects instead of opening. */
  selecting: boolean;
  /** Reached by the Tab key. */
  active: boolean;
}

const QUICK = [
  { action: 'favourite', icon: Heart },
  { action: 'download', icon: Download },
  { action: 'delete', icon: Trash2 },
] as const;

/** One picture of the gallery: an option of its list, which handles what is done to it. */
export const PictureCard = memo(function PictureCard(props: Props) {
  const { taskId, index, box, selected, selecting, active } = props;
  const t = useTranslations('gallery');
  const task = usePictureTask(taskId);
  const [broken, setBroken] = useState(false);
  const drag = usePictureDrag();
  const placeholder = usePlaceholder(task?.images[0]?.placeholder);
  const image = task?.images[0];
  if (!task || !image) return null;
  const ratio = displayRatio(image);
  return (
    <div
      role="option"
      id={`picture-${taskId}`}
      data-index={index}
      onDragStart={(event) => drag(event, { task, image })}
      tabIndex={active ? 0 : -1}
      aria-selected={selected}
      aria-posinset={index + 1}
      aria-setsize={-1}
      aria-label={image.favourite ? t('favouritePicture', { prompt: task.prompt }) : task.prompt}
      style={{
        ...(box
          ? { position: 'absolute', left: box.left, top: box.top, width: box.width, height: box.height }
          : {
              flex: `${ratio * 100} 1 calc(${ratio} * var(--row))`,
              aspectRatio: ratio,
            }),
        ...placeholder,
      }}
      className={cn(
        'group/card relative min-w-0 scroll-mt-36 scroll-mb-28 overflow-hidden rounded-lg bg-cover bg-raised [contain:strict]',
        selecting ? 'cursor-default' : 'cursor-zoom-in',
      )}
    >
      {broken ? (
        <span className="absolute inset-0 grid place-content-center bg-surface text-muted">
          <ImageOff aria-hidden className="size-5" />
        </span>
      ) : (
        // biome-ignore lint/performance/noImgElement: private pictures of our own, with their own variants
        <img
          src={image.thumbUrl}
          srcSet={pictureSources(image).srcSet}
          sizes={sizesOf(ratio)}
          alt=""
          draggable={!selecting}
          loading="lazy"
          decoding="async"
          onError={() => setBroken(true)}
          // Whole: a place is wider or higher than a strip, and never narrower.
          className="absolute inset-0 size-full object-contain"
        />
      )}
      {selected ? (
        <span
          aria-hidden
          className="pointer-events-none absolute inset-0 rounded-lg ring-4 ring-accent ring-inset outline-2 outline-background -outline-offset-6"
        />
      ) : null}
      <span
        aria-hidden
        data-check
        className={cn(
          'absolute top-0 left-0 grid size-10 place-content-center transition-opacity duration-150 pointer-coarse:size-11',
          selecting
            ? 'opacity-100'
            : 'opacity-0 group-hover/card:opacity-100 group-focus-visible/card:opacity-100 pointer-coarse:opacity-0!',
        )}
      >
        <span
          className={cn(
            'grid size-6 place-content-center rounded-full border-2',
            selected
              ? 'border-accent bg-accent text-accent-ink'
              : 'border-negative-ink/85 bg-negative text-transparent hover:text-negative-ink',
          )}
        >
          <Check className="size-3.5" strokeWidth={3} />
        </span>
      </span>
      {selecting ? null : (
        // With the mouse; by keyboard F, D and Delete do the same.
        <span
          aria-hidden
          className="absolute right-0 bottom-0 flex p-1 opacity-0 transition-opacity duration-150 group-hover/card:opacity-100 group-focus-visible/card:opacity-100 pointer-coarse:hidden"
        >
          {QUICK.map(({ action, icon: Icon }) => (
            <span
              key={action}
              data-action={action}
              title={t(`quick.${action}`)}
              className="grid size-8 cursor-pointer place-content-center rounded-lg bg-negative text-negative-ink hover:bg-black"
            >
              <Icon
                className={cn(
                  'size-4',
                  action === 'favourite' && image.favourite && 'dark fill-current text-danger',
                )}
              />
            </span>
          ))}
        </span>
      )}
      {image.favourite ? (
        <span
          aria-hidden
          className={cn(
            'absolute right-1.5 bottom-1.5 grid size-6 place-content-center rounded-full bg-negative',
            !selecting && 'group-hover/card:hidden group-focus-visible/card:hidden',
          )}
        >
          <Heart className="dark size-3.5 fill-current text-danger" />
        </span>
      ) : null}
    </div>
  );
});

/** What is there until the picture has come: its blurred preview, which only the browser makes, or its colour. */
function usePlaceholder(hash: string | undefined): CSSProperties | undefined {
  const hydrated = useHydrated();
  return useMemo(() => {
    const decoded = hash === undefined ? null : decodePlaceholder(hash);
    if (!decoded) return undefined;
    return {
      backgroundColor: decoded.colour,
      ...(hydrated && { backgroundImage: `url("${decoded.preview()}")` }),
    };
  }, [hash, hydrated]);
}

/** Rows are a little higher than their least height, on average; the steps are those of `rowMeasure`. */
function sizesOf(ratio: number): string {
  const at = (rowHeight: number) => `${Math.round(rowHeight * 1.2 * ratio)}px`;
  return `(min-width: 1280px) ${at(184)}, (min-width: 600px) ${at(164)}, ${at(116)}`;
}
