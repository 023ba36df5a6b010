'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { Chip } from '@/components/ui/chip';
import { OnDemand } from '@/components/ui/on-demand';

interface Props {
  exclude: string;
  onChange: (change: { exclude: string }) => void;
}

const loadPopover = () => import('./exclude-popover').then((module) => module.ExcludePopover);

/** The negative prompt. */
export const ExcludeChip = memo(function ExcludeChip({ exclude, onChange }: Props) {
  const t = useTranslations('composer');
  return (
    <OnDemand
      kind="dialog"
      load={loadPopover}
      popup={{ exclude, onChange }}
      trigger={<Chip label={t('exclude')} value={exclude.trim() || null} />}
    />
  );
});
