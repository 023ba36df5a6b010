'use client';

import { Dices, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useId, useState } from 'react';
import { cn, inputClass } from '@/components/ui/class-names';
import { IconButton } from '@/components/ui/icon-button';
import { Popover } from '@/components/ui/popover';
import { TextField } from '@/components/ui/text-field';
import { TextareaAutoGrow } from '@/components/ui/textarea-auto-grow';
import { MAX_NEGATIVE_PROMPT, MAX_SEED } from '@/lib/limits';
import { characterCount } from '@/lib/schema/text';

interface SeedPopoverProps {
  seed: number | null;
  onChange: (change: { seed: number | null }) => void;
}

/** The seed is typed, rolled, or left to the provider. */
export function SeedPopover({ seed, onChange }: SeedPopoverProps) {
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

interface ExcludePopoverProps {
  exclude: string;
  onChange: (change: { exclude: string }) => void;
}

/** What should not be in the picture. */
export function ExcludePopover({ exclude, onChange }: ExcludePopoverProps) {
  const t = useTranslations('composer');
  const id = useId();
  const count = characterCount(exclude.trim());
  const tooLong = count > MAX_NEGATIVE_PROMPT;
  return (
    <Popover title={t('exclude')} className="w-80">
      <label htmlFor={id} className="mb-1.5 block text-[0.8125rem] text-muted">
        {t('excludeField')}
      </label>
      <TextareaAutoGrow
        id={id}
        rows={2}
        value={exclude}
        onChange={(event) => onChange({ exclude: event.target.value })}
        placeholder={t('excludePlaceholder')}
        aria-invalid={tooLong || undefined}
        className={cn(inputClass, 'max-h-48 py-2')}
      />
      {tooLong ? (
        <p className="mt-1.5 text-[0.8125rem] text-danger">
          {t('counter', { count, max: MAX_NEGATIVE_PROMPT })}
        </p>
      ) : null}
    </Popover>
  );
}
