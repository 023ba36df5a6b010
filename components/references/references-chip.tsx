'use client';

import { ImagePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { chipClass } from '@/components/ui/class-names';

interface Props {
  count: number;
  onFiles: (files: File[]) => void;
}

/** Opens the file picker. */
export function ReferencesChip({ count, onFiles }: Props) {
  const t = useTranslations('references');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" className={chipClass} onClick={() => input.current?.click()}>
        <ImagePlus aria-hidden className="size-4" />
        <span>{t('label')}</span>
        {count > 0 ? <span className="font-medium text-foreground">{count}</span> : null}
      </button>
      <input
        ref={input}
        type="file"
        hidden
        multiple
        accept="image/*,.zip,application/zip"
        aria-label={t('label')}
        onChange={({ currentTarget }) => {
          onFiles([...(currentTarget.files ?? [])]);
          // So that the same file can be chosen again.
          currentTarget.value = '';
        }}
      />
    </>
  );
}
