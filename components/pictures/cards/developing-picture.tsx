'use client';

import { RotateCw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useMemo, useState } from 'react';
import { pictureSources } from '@/components/pictures/picture-files';
import { decodePlaceholder } from '@/components/pictures/placeholder';
import type { Picture } from '@/components/pictures/slot-state';
import { usePictureDrag } from '@/components/pictures/use-picture-drag';
import { cn } from '@/components/ui/class-names';
import { useTabIndex } from '@/components/ui/keyboard/tab-stop';
import { useHydrated } from '@/components/ui/paint';
import type { GeneratedImage } from '@/lib/generation/schema';

interface Props {
  picture: Picture;
  /** The name of the button that the picture is. */
  label: string;
  onOpen: () => void;
  /** The `sizes` of the box. */
  sizes: string;
  contained: boolean;
  /** It was there before, and does not develop again. */
  still?: boolean;
  /** What was in its place, and stays until it has loaded. */
  before?: GeneratedImage | undefined;
}

/**
 * The picture over its ThumbHash, in a box that is there already, and the button that it is: the button stays, and the focus
 * with it, when another version is shown.
 */
export function DevelopingPicture({ label, onOpen, ...layers }: Props) {
  const t = useTranslations('card');
  const { image } = layers.picture;
  const tabIndex = useTabIndex();
  const [brokenId, setBrokenId] = useState<string | null>(null);
  const broken = brokenId === image.id;
  return (
    <div
      className="absolute inset-0 bg-raised"
      style={{ backgroundColor: decodePlaceholder(image.placeholder)?.colour }}
    >
      <button
        type="button"
        tabIndex={tabIndex}
        onClick={onOpen}
        aria-label={label}
        // The pictures are inside, so that a press of the right button reaches them, and not positioned: the focus ring lies over them.
        className="absolute inset-0 grid cursor-zoom-in grid-cols-[100%] grid-rows-[100%] rounded-xl focus-visible:-outline-offset-2"
      >
        {broken ? null : <Layers key={image.id} {...layers} onBroken={() => setBrokenId(image.id)} />}
      </button>
      {broken ? (
        <div className="pointer-events-none absolute inset-0 grid place-content-center justify-items-center gap-2 bg-surface p-3 text-center text-[0.8125rem] text-muted">
          {t('broken')}
          <button
            type="button"
            onClick={() => setBrokenId(null)}
            className="pointer-events-auto inline-flex min-h-8 items-center gap-1.5 font-medium text-foreground pointer-coarse:min-h-11"
          >
            <RotateCw aria-hidden className="size-4" />
            {t('loadAgain')}
          </button>
        </div>
      ) : null}
    </div>
  );
}

interface LayersProps extends Omit<Props, 'label' | 'onOpen'> {
  onBroken: () => void;
}

/**
 * One that comes while the page is open develops; one from the server's HTML is simply there, and has its average colour
 * behind it until it has loaded.
 */
function Layers({ picture, sizes, contained, still = false, before, onBroken }: LayersProps) {
  const { task, image } = picture;
  const drag = usePictureDrag();
  const hydrated = useHydrated();
  const [develops] = useState(hydrated && !still);
  const [loaded, setLoaded] = useState(false);
  const preview = useMemo(
    () => (develops ? decodePlaceholder(image.placeholder)?.preview() : undefined),
    [develops, image.placeholder],
  );
  const fit = contained ? 'object-contain' : 'object-cover';
  return (
    <>
      {preview ? (
        // biome-ignore lint/performance/noImgElement: a data URL of a few pixels
        <img src={preview} alt="" aria-hidden className="col-start-1 row-start-1 size-full object-cover" />
      ) : null}
      {before && develops && !loaded ? (
        // biome-ignore lint/performance/noImgElement: the browser has it already
        <img
          src={before.thumbUrl}
          srcSet={pictureSources(before).srcSet}
          sizes={sizes}
          alt=""
          aria-hidden
          className={cn('col-start-1 row-start-1 size-full bg-raised', fit)}
        />
      ) : null}
      {/* biome-ignore lint/performance/noImgElement: private pictures of our own, with their own thumbnails */}
      <img
        src={image.thumbUrl}
        srcSet={pictureSources(image).srcSet}
        sizes={sizes}
        width={image.width}
        height={image.height}
        alt={task.prompt}
        onDragStart={(event) => drag(event, picture)}
        loading="lazy"
        decoding="async"
        onLoad={() => setLoaded(true)}
        onError={onBroken}
        className={cn(
          'col-start-1 row-start-1 size-full',
          fit,
          develops && (loaded ? 'animate-develop' : 'opacity-0'),
        )}
      />
    </>
  );
}
