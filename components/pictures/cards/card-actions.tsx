'use client';

import { Download, Ellipsis, Heart, ImagePlus, RotateCcw } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ComponentProps, ReactNode, RefObject } from 'react';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { type ReuseKind, reusableOf, usePictures } from '@/components/pictures/pictures-context';
import type { Picture } from '@/components/pictures/slot-state';
import { useFavourite } from '@/components/pictures/use-favourite';
import {
  type PictureActions,
  useCardActions,
  usePictureActions,
} from '@/components/pictures/use-picture-actions';
import { cn } from '@/components/ui/class-names';
import { useTabIndex } from '@/components/ui/keyboard/tab-stop';
import { LazyPopup } from '@/components/ui/lazy-popup';

interface Props {
  picture: Picture;
  /** Something lies at the foot of the card: a line, that they stand above, or more, that they leave the place to. */
  foot: 'free' | 'line' | 'taken';
  onNewVersion: (() => void) | null;
  onCompare: (() => void) | undefined;
  /** For the keys of the card. */
  handle: RefObject<PictureActions | null>;
}

const loadMenu = () => import('@/components/pictures/picture-menu').then((module) => module.PictureMenu);

/** There when they are looked for; a finger has no way to look for them. */
const FADES =
  'opacity-0 transition-opacity duration-150 group-focus-within:opacity-100 group-hover:opacity-100 group-has-data-popup-open:opacity-100 pointer-coarse:opacity-100';

/** A half-width card of a phone has room for the heart and the menu, which has the others too. */
const ROOMY = '@max-[13rem]:hidden pointer-coarse:@max-[18rem]:hidden';

/** Hidden, but for whoever has come to them by keyboard. */
const PLACES = {
  free: '',
  line: '-translate-y-11 @max-[14rem]:not-has-focus-visible:*:pointer-events-none! @max-[14rem]:not-has-focus-visible:*:opacity-0!',
  taken:
    'has-focus-visible:z-10 not-has-focus-visible:*:pointer-events-none! not-has-focus-visible:*:opacity-0!',
} as const;

/** What can be done with a picture, upon it. */
export function CardActions({ picture, foot, onNewVersion, onCompare, handle }: Props) {
  const t = useTranslations('card');
  const { store } = usePictureTasks();
  const { onReuse } = usePictures();
  const { task, image } = picture;
  const { favourite, toggle } = useFavourite(image, (kept) => store.mergeTasks([kept]));
  const reuse = (kind: ReuseKind) => onReuse(kind, reusableOf(task));
  const actions = usePictureActions(task, { onFavourite: toggle, onCompare });
  useCardActions(handle, actions);
  return (
    <div
      className={cn(
        'pointer-events-none absolute inset-x-2 bottom-2 flex justify-between *:pointer-events-auto',
        PLACES[foot],
      )}
    >
      <PhotoButton
        label={t('favourite')}
        aria-pressed={favourite}
        onClick={actions.favourite}
        className={cn(!favourite && FADES)}
      >
        <Heart aria-hidden className={favourite ? 'dark fill-current text-danger' : undefined} />
      </PhotoButton>
      {/* HTML may come in pieces, and the last one would move the others. */}
      <div className={cn('flex gap-1.5 not-has-[[aria-haspopup]]:invisible pointer-coarse:gap-2.5', FADES)}>
        <PhotoButton label={t('useAsReference')} onClick={() => reuse('reference')} className={ROOMY}>
          <ImagePlus aria-hidden />
        </PhotoButton>
        <PhotoButton label={t('reuse')} onClick={actions.reuse} className={ROOMY}>
          <RotateCcw aria-hidden />
        </PhotoButton>
        <PhotoButton label={t('download')} onClick={actions.download} className={ROOMY}>
          <Download aria-hidden />
        </PhotoButton>
        <LazyPopup
          kind="menu"
          load={loadMenu}
          popup={{ picture, actions, onReuse: reuse, onNewVersion }}
          trigger={
            <PhotoButton label={t('more')}>
              <Ellipsis aria-hidden />
            </PhotoButton>
          }
        />
      </div>
    </div>
  );
}

type PhotoButtonProps = Omit<ComponentProps<'button'>, 'aria-label'> & {
  /** Accessible name, also shown as the tooltip. */
  label: string;
  children: ReactNode;
};

/** An icon upon a picture: as large as a finger where fingers point, and no larger to the eye than it has to be. */
function PhotoButton({ label, className, children, ...props }: PhotoButtonProps) {
  const tabIndex = useTabIndex();
  return (
    <button
      type="button"
      {...props}
      {...(tabIndex !== undefined && { tabIndex })}
      aria-label={label}
      data-tooltip="top"
      className={cn(
        'group/photo -m-0.5 grid size-9 shrink-0 select-none place-content-center rounded-xl disabled:pointer-events-none focus-visible:-outline-offset-2 pointer-coarse:-m-1.5 pointer-coarse:size-11',
        className,
      )}
    >
      <span className="grid size-8 place-content-center rounded-lg bg-negative text-negative-ink transition-colors duration-150 group-hover/photo:bg-black group-disabled/photo:opacity-50 group-data-popup-open/photo:bg-black [&_svg]:size-4">
        {children}
      </span>
    </button>
  );
}
