'use client';

import { Copy, Link2, Sprout, Text } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { announcements } from '@/components/notices/page-notices';
import { copyText } from '@/components/ui/copy-text';
import { MenuItem } from '@/components/ui/menu';
import { toast } from '@/components/ui/toast';
import { copyPicture } from './copy-picture';
import { picturePath } from './picture-address';
import type { Picture } from './slot-state';

type What = 'picture' | 'prompt' | 'seed' | 'link';

/** Takes a picture along, or one thing of it, by the clipboard. A refused clipboard is told. */
export function useCopy({ task, image }: Picture): (what: What) => Promise<void> {
  const t = useTranslations('copy');
  return async (what) => {
    const copies: Record<What, () => Promise<void>> = {
      picture: () => copyPicture(image),
      prompt: () => copyText(task.prompt),
      seed: () => copyText(String(image.seed)),
      link: () => copyText(new URL(picturePath(task.taskId), location.origin).href),
    };
    try {
      await copies[what]();
      announcements.say(t(`done.${what}`));
      toast(t(`done.${what}`));
    } catch {
      toast.error(t(what === 'picture' ? 'pictureFailed' : 'failed'));
    }
  };
}

/** In the menu of a picture. */
export function CopyItems({ picture }: { picture: Picture }) {
  const t = useTranslations('copy');
  const copy = useCopy(picture);
  return (
    <>
      <MenuItem icon={<Copy aria-hidden />} onSelect={() => void copy('picture')}>
        {t('picture')}
      </MenuItem>
      <MenuItem icon={<Text aria-hidden />} onSelect={() => void copy('prompt')}>
        {t('prompt')}
      </MenuItem>
      {picture.image.seed === undefined ? null : (
        <MenuItem icon={<Sprout aria-hidden />} onSelect={() => void copy('seed')}>
          {t('seed')}
        </MenuItem>
      )}
      <MenuItem icon={<Link2 aria-hidden />} onSelect={() => void copy('link')}>
        {t('link')}
      </MenuItem>
    </>
  );
}
