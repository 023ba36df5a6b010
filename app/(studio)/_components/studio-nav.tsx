'use client';

import { LayoutGrid, Sparkles } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { NavLink } from './nav-link';

interface Props {
  /** A link was followed. */
  onNavigate?: () => void;
}

export function StudioNav({ onNavigate }: Props) {
  const t = useTranslations('nav');
  return (
    <nav aria-label={t('main')} className="flex flex-col gap-0.5">
      <NavLink href="/image-generator" icon={<Sparkles aria-hidden />} onNavigate={onNavigate}>
        {t('generate')}
      </NavLink>
      <NavLink href="/gallery" icon={<LayoutGrid aria-hidden />} onNavigate={onNavigate}>
        {t('gallery')}
      </NavLink>
    </nav>
  );
}
