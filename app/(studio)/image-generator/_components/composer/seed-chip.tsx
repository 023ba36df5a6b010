'use client';

import { useTranslations } from 'next-intl';
import { memo } from 'react';
import { Chip } from '@/components/ui/chip';
import { OnDemand } from '@/components/ui/on-demand';

interface Props {
  seed: number | null;
  onChange: (change: { seed: number | null }) => void;
}

const loadPopover = () => import('./seed-popover').then((module) => module.SeedPopover);

export const SeedChip = memo(function SeedChip({ seed, onChange }: Props) {
  const t = useTranslations('composer');
  const value = seed === null ? null : <span className="numeric">{seed}</span>;
  return (
    <OnDemand
      kind="dialog"
      load={loadPopover}
      popup={{ seed, onChange }}
      trigger={<Chip label={t('seed')} value={value} />}
    />
  );
});
