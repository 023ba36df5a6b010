'use client';

import { Menu } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { reportLostPart } from '@/components/notices/page-notices';
import { IconButton } from '@/components/ui/icon-button';
import { useLazy } from '@/components/ui/use-lazy';

const loadPanel = () => import('./studio-drawer-panel').then((module) => module.StudioDrawerPanel);

/** Navigation and topics where there is no room for them beside the page. */
export function StudioDrawer() {
  const t = useTranslations('nav');
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const [Panel, request] = useLazy(loadPanel);

  async function show() {
    setOpen(true);
    if (await request()) return;
    setOpen(false);
    reportLostPart(loadPanel, () => void show());
  }

  return (
    <>
      <IconButton
        ref={button}
        label={t('menu')}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-busy={(open && !Panel) || undefined}
        onPointerEnter={() => void request()}
        onFocus={() => void request()}
        onClick={() => void show()}
        className="lg:hidden"
      >
        <Menu aria-hidden />
      </IconButton>
      {Panel ? <Panel open={open} onOpenChange={setOpen} finalFocus={button} /> : null}
    </>
  );
}
