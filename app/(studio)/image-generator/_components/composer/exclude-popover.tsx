'use client';

import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { cn } from '@/components/ui/cn';
import { inputClass } from '@/components/ui/input-class';
import { Popover } from '@/components/ui/popover';
import { TextareaAutoGrow } from '@/components/ui/textarea-auto-grow';
import { characterCount } from '@/lib/generation/character-count';
import { MAX_NEGATIVE_PROMPT } from '@/lib/generation/limits';

interface Props {
  exclude: string;
  onChange: (change: { exclude: string }) => void;
}

/** What should not be in the picture. */
export function ExcludePopover({ exclude, onChange }: Props) {
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
