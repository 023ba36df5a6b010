'use client';

import { Menu } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { useOnDemand } from '@/components/ui/use-on-demand';

const loadPanel = () => import('./studio-drawer-panel').then((module) => module.StudioDrawerPanel);

/** Navigation and topics where there is no room for them beside the page. */
export function StudioDrawer() {
  const t = useTranslations('nav');
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const [Panel, bring] = useOnDemand(loadPanel);

  async function show() {
    setOpen(true);
    if (!(await bring())) setOpen(false);
  }

  return (
    <>
      <IconButton
        ref={button}
        label={t('menu')}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-busy={(open && !Panel) || undefined}
        onPointerEnter={() => void bring()}
        onFocus={() => void bring()}
        onClick={() => void show()}
        className="lg:hidden"
      >
        <Menu aria-hidden />
      </IconButton>
      {Panel ? <Panel open={open} onOpenChange={setOpen} finalFocus={button} /> : null}
    </>
  );
}
