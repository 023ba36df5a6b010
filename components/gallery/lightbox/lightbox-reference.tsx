'use client';

import { ExternalLink, ImagePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { ReferenceThumb } from '@/components/gallery/reference-thumb';
import { Menu } from '@/components/ui/menu';
import { MenuItem } from '@/components/ui/menu-item';

interface Props {
  id: string;
  number: number;
  onOpen: () => void;
  onUse: () => void;
}

/** What a picture was made after: to be opened, or used again. A deleted one says so. */
export function LightboxReference({ id, number, onOpen, onUse }: Props) {
  const t = useTranslations('lightbox');
  const [gone, setGone] = useState(false);
  const name = gone ? t('referenceGone', { number }) : t('reference', { number });
  const thumb = (
    <ReferenceThumb
      id={id}
      alt={gone ? name : ''}
      onGone={() => setGone(true)}
      className="size-12 rounded-lg"
    />
  );
  if (gone) return <span title={name}>{thumb}</span>;
  return (
    <Menu
      trigger={
        <button type="button" aria-label={name} title={name} className="rounded-lg">
          {thumb}
        </button>
      }
    >
      <MenuItem icon={<ExternalLink aria-hidden />} onSelect={onOpen}>
        {t('openReference')}
      </MenuItem>
      <MenuItem icon={<ImagePlus aria-hidden />} onSelect={onUse}>
        {t('useAsReference')}
      </MenuItem>
    </Menu>
  );
}
