'use client';

import { Menu } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Logo } from '@/components/brand/logo';
import { TopicList } from '@/components/topics/topic-list';
import { Dialog } from '@/components/ui/dialog';
import { IconButton } from '@/components/ui/icon-button';
import { StudioNav } from './studio-nav';

/** Navigation and topics where there is no room for them beside the page. */
export function StudioDrawer() {
  const t = useTranslations('nav');
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={t('menu')}
      titleHidden
      trigger={
        <IconButton label={t('menu')} className="lg:hidden">
          <Menu aria-hidden />
        </IconButton>
      }
      className="inset-y-0 left-0 flex h-dvh max-h-none w-80 max-w-[calc(100vw-3rem)] translate-x-0 translate-y-0 flex-col gap-4 overflow-hidden rounded-none rounded-r-2xl bg-background p-3 data-ending-style:-translate-x-4 data-ending-style:scale-100 data-starting-style:-translate-x-4 data-starting-style:scale-100"
    >
      <div className="flex h-9 items-center px-2">
        <Logo href="/image-generator" />
      </div>
      <StudioNav onNavigate={close} />
      <TopicList onNavigate={close} />
    </Dialog>
  );
}
