'use client';

import {
  Columns2,
  Download,
  ImagePlus,
  Pencil,
  Plus,
  RotateCcw,
  Settings2,
  Shuffle,
  Sprout,
  TextCursorInput,
  Trash2,
  Waves,
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { CopyItems } from './copy-items';
import { PICTURE_KEYS } from './picture-keys';
import { type ReuseKind, VARIATIONS } from './pictures-context';
import type { Picture } from './slot-state';
import type { PictureActions } from './use-picture-actions';
import { useVersionLabel, versionPrice } from './version-price';

interface Props {
  picture: Picture;
  /** Unless LazyPopup has it. */
  trigger?: ReactElement;
  align?: 'start' | 'end';
  actions: PictureActions;
  onReuse: (kind: ReuseKind) => void;
  /** Left out where there is no slot to put a version into; null while one is being made. */
  onNewVersion?: (() => void) | null;
}

/** Everything that can be done with a picture. What can't be done just now keeps its place: nothing moves under a pointer. */
export function PictureMenu({ picture, actions, onReuse, onNewVersion, ...props }: Props) {
  const { task, image } = picture;
  const t = useTranslations('card');
  const newVersion = useVersionLabel(task);
  const price = versionPrice(task);
  const credits = price === null ? null : price * VARIATIONS;
  return (
    <Menu
      {...(props.trigger && { trigger: props.trigger })}
      side="top"
      align={props.align ?? 'end'}
      className="min-w-56"
    >
      {onNewVersion === undefined ? null : (
        <MenuItem icon={<Plus aria-hidden />} onSelect={onNewVersion}>
          {newVersion}
        </MenuItem>
      )}
      <MenuItem
        icon={<Shuffle aria-hidden />}
        onSelect={actions.variations}
        shortcut={PICTURE_KEYS.variations}
      >
        {credits ? t('variationsPriced', { credits }) : t('variations')}
      </MenuItem>
      <MenuItem icon={<Waves aria-hidden />} onSelect={actions.subtle} shortcut={PICTURE_KEYS.subtle}>
        {credits ? t('subtlePriced', { credits }) : t('subtle')}
      </MenuItem>
      <MenuItem icon={<Pencil aria-hidden />} onSelect={actions.edit} shortcut={PICTURE_KEYS.edit}>
        {t('edit')}
      </MenuItem>
      <MenuItem icon={<ImagePlus aria-hidden />} onSelect={() => onReuse('reference')}>
        {t('useAsReference')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<RotateCcw aria-hidden />} onSelect={actions.reuse} shortcut={PICTURE_KEYS.reuse}>
        {t('reuse')}
      </MenuItem>
      <MenuItem icon={<TextCursorInput aria-hidden />} onSelect={() => onReuse('prompt')}>
        {t('reusePrompt')}
      </MenuItem>
      <MenuItem icon={<Settings2 aria-hidden />} onSelect={() => onReuse('settings')}>
        {t('reuseSettings')}
      </MenuItem>
      {image.seed === undefined ? null : (
        <MenuItem icon={<Sprout aria-hidden />} onSelect={() => onReuse('seed')}>
          {t('reuseSeed')}
        </MenuItem>
      )}
      <MenuSeparator />
      <CopyItems picture={picture} />
      <MenuSeparator />
      <MenuItem icon={<Columns2 aria-hidden />} onSelect={actions.compare} shortcut={PICTURE_KEYS.compare}>
        {t('compare')}
      </MenuItem>
      <MenuItem icon={<Download aria-hidden />} onSelect={actions.download} shortcut={PICTURE_KEYS.download}>
        {t('download')}
      </MenuItem>
      <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={actions.delete} shortcut={PICTURE_KEYS.delete}>
        {t('delete')}
      </MenuItem>
    </Menu>
  );
}
