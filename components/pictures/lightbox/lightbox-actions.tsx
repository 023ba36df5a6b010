'use client';

import {
  Columns2,
  Download,
  Ellipsis,
  Heart,
  Pencil,
  RotateCcw,
  Shuffle,
  Trash2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import { PICTURE_KEYS } from '@/components/pictures/picture-keys';
import { PictureMenu } from '@/components/pictures/picture-menu';
import type { ReuseKind } from '@/components/pictures/pictures-context';
import type { Picture } from '@/components/pictures/slot-state';
import type { PictureActions } from '@/components/pictures/use-picture-actions';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';

/** What buttons and keys of the lightbox do with the picture that is shown. */
interface LightboxCommands {
  actions: PictureActions;
  onReuse: (kind: ReuseKind) => void;
  onZoom: () => void;
}

interface Props {
  picture: Picture;
  commands: LightboxCommands;
  favourite: boolean;
  zoomed: boolean;
}

/** What can be done with the picture, each with its key. */
export function LightboxActions({ picture, commands, favourite, zoomed }: Props) {
  const t = useTranslations('lightbox');
  const { actions } = commands;
  return (
    <>
      <div className="mt-auto flex flex-col gap-2 max-lg:hidden">
        <div className="grid grid-cols-2 gap-2 *:justify-start">
          <Button onClick={actions.edit} aria-keyshortcuts={PICTURE_KEYS.edit}>
            <Pencil aria-hidden /> {t('edit')} <KeyHint>{PICTURE_KEYS.edit}</KeyHint>
          </Button>
          <Button onClick={actions.variations} aria-keyshortcuts={PICTURE_KEYS.variations}>
            <Shuffle aria-hidden /> {t('variations')} <KeyHint>{PICTURE_KEYS.variations}</KeyHint>
          </Button>
          <Button onClick={actions.reuse} aria-keyshortcuts={PICTURE_KEYS.reuse}>
            <RotateCcw aria-hidden /> {t('reuse')} <KeyHint>{PICTURE_KEYS.reuse}</KeyHint>
          </Button>
          <Button onClick={commands.onZoom} aria-keyshortcuts="Z">
            {zoomed ? <ZoomOut aria-hidden /> : <ZoomIn aria-hidden />} {zoomed ? t('zoomOut') : t('zoomIn')}
            <KeyHint>Z</KeyHint>
          </Button>
        </div>
        {actions.compare ? (
          <Button onClick={actions.compare} aria-keyshortcuts={PICTURE_KEYS.compare}>
            <Columns2 aria-hidden /> {t('compare')} <KeyHint>{PICTURE_KEYS.compare}</KeyHint>
          </Button>
        ) : null}
      </div>
      {/* The others are in the menu: a narrow window has room for one line that stays. */}
      <div
        data-pinned
        className="sticky bottom-0 z-10 flex gap-2 bg-background max-lg:-mx-5 max-lg:mt-auto max-lg:border-hairline max-lg:border-t max-lg:px-5 max-lg:py-2.5 lg:-mt-3 lg:pt-0"
      >
        <Button
          variant="primary"
          onClick={actions.download}
          aria-keyshortcuts={PICTURE_KEYS.download}
          className="flex-1"
        >
          <Download aria-hidden /> {t('download')} <KeyHint>{PICTURE_KEYS.download}</KeyHint>
        </Button>
        <IconButton
          variant="secondary"
          label={t('favourite')}
          aria-pressed={favourite}
          aria-keyshortcuts={PICTURE_KEYS.favourite}
          onClick={actions.favourite}
        >
          <Heart aria-hidden className={favourite ? 'fill-current text-danger' : undefined} />
        </IconButton>
        <IconButton
          variant="secondary"
          label={t('delete')}
          aria-keyshortcuts="Delete"
          onClick={actions.delete}
        >
          <Trash2 aria-hidden />
        </IconButton>
        <PictureMenu
          picture={picture}
          trigger={
            <IconButton variant="secondary" label={t('more')}>
              <Ellipsis aria-hidden />
            </IconButton>
          }
          actions={actions}
          onReuse={commands.onReuse}
        />
      </div>
    </>
  );
}

/** The key that does the same as the button it stands in. */
function KeyHint({ children }: { children: string }) {
  return (
    <kbd aria-hidden className="numeric ml-auto pl-1 text-xs opacity-70 pointer-coarse:hidden">
      {children}
    </kbd>
  );
}
