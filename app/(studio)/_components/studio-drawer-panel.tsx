'use client';

import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { TopicList } from '@/components/topics/topic-list';
import { Dialog } from '@/components/ui/dialog';
import { Logo } from '@/components/ui/logo';
import { StudioNav } from './studio-nav';

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  finalFocus: RefObject<HTMLElement | null>;
}

/** What comes in from the left. */
export function StudioDrawerPanel({ open, onOpenChange, finalFocus }: Props) {
  const t = useTranslations('nav');
  const close = () => onOpenChange(false);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t('menu')}
      titleHidden
      shape="drawer"
      finalFocus={finalFocus}
    >
      <div className="flex h-9 items-center px-2">
        <Logo href="/image-generator" />
      </div>
      <StudioNav onNavigate={close} />
      <TopicList onNavigate={close} />
    </Dialog>
  );
}
