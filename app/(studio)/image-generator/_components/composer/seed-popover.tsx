'use client';

import { Dices, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { Popover } from '@/components/ui/popover';
import { TextField } from '@/components/ui/text-field';
import { MAX_SEED } from '@/lib/generation/limits';

interface Props {
  seed: number | null;
  onChange: (change: { seed: number | null }) => void;
}

/** The seed is typed, rolled, or left to the provider. */
export function SeedPopover({ seed, onChange }: Props) {
  const t = useTranslations('composer');
  // What is being typed, while it is no seed.
  const [rejected, setRejected] = useState<string | null>(null);

  function type(text: string) {
    const value = text.trim();
    const number = Number(value);
    const valid = value === '' || (/^\d+$/.test(value) && number <= MAX_SEED);
    setRejected(valid ? null : text);
    if (valid) onChange({ seed: value === '' ? null : number });
  }

  function set(value: number | null) {
    setRejected(null);
    onChange({ seed: value });
  }

  return (
    <Popover title={t('seed')} onOpenChange={() => setRejected(null)}>
      <div className="flex items-end gap-1.5">
        <TextField
          className="flex-1"
          label={t('seedField')}
          inputMode="numeric"
          autoComplete="off"
          placeholder={t('seedPlaceholder')}
          value={rejected ?? seed ?? ''}
          onChange={(event) => type(event.target.value)}
          aria-invalid={rejected !== null}
        />
        <IconButton
          variant="secondary"
          size="lg"
          label={t('seedRoll')}
          onClick={() => set(Math.floor(Math.random() * (MAX_SEED + 1)))}
        >
          <Dices aria-hidden />
        </IconButton>
        <IconButton
          size="lg"
          label={t('seedClear')}
          disabled={seed === null && rejected === null}
          onClick={() => set(null)}
        >
          <X aria-hidden />
        </IconButton>
      </div>
      <p
        className={
          rejected === null ? 'mt-2 text-[0.8125rem] text-muted' : 'mt-2 text-[0.8125rem] text-danger'
        }
      >
        {rejected === null ? t('seedHint') : t('seedInvalid', { max: MAX_SEED })}
      </p>
    </Popover>
  );
}
