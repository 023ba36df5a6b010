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
} from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactElement } from 'react';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/menu';
import { CopyItems } from './copy-items';
import { downloadImage } from './picture-files';
import type { ReuseKind } from './pictures-context';
import type { Picture } from './slot-state';
import { useVersionLabel } from './version-price';

interface Props {
  picture: Picture;
  /** Unless LazyPopup has it. */
  trigger?: ReactElement;
  align?: 'start' | 'end';
  onReuse: (kind: ReuseKind) => void;
  onDelete: () => void;
  /** Left out where there is no slot to put a version into; null while one is being made. */
  onNewVersion?: (() => void) | null;
  /** Undefined while there is nothing to compare with. */
  onCompare: (() => void) | undefined;
}

/** Everything that can be done with a picture. What can't be done just now keeps its place: nothing moves under a pointer. */
export function PictureMenu({ picture, onReuse, onNewVersion, onCompare, ...props }: Props) {
  const { task, image } = picture;
  const t = useTranslations('card');
  const newVersion = useVersionLabel(task);
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
      <MenuItem icon={<Shuffle aria-hidden />} onSelect={() => onReuse('variations')}>
        {t('variations')}
      </MenuItem>
      <MenuItem icon={<Pencil aria-hidden />} onSelect={() => onReuse('edit')}>
        {t('edit')}
      </MenuItem>
      <MenuItem icon={<ImagePlus aria-hidden />} onSelect={() => onReuse('reference')}>
        {t('useAsReference')}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<RotateCcw aria-hidden />} onSelect={() => onReuse('everything')}>
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
      <MenuItem icon={<Columns2 aria-hidden />} onSelect={onCompare}>
        {t('compare')}
      </MenuItem>
      <MenuItem icon={<Download aria-hidden />} onSelect={() => downloadImage(image)}>
        {t('download')}
      </MenuItem>
      <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={props.onDelete}>
        {t('delete')}
      </MenuItem>
    </Menu>
  );
}
