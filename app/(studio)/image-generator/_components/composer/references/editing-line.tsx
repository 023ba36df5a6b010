'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { pictureUrl, type Reference } from '@/components/references/reference';
import { IconButton } from '@/components/ui/icon-button';

interface EditingLineProps {
  parentId: string;
  references: readonly Reference[];
  onStop: () => void;
}

/** Which picture the next one is an edit of. */
export function EditingLine({ parentId, references, onStop }: EditingLineProps) {
  const t = useTranslations('references');
  const name = references.find((reference) => 'id' in reference && reference.id === parentId)?.name;
  return (
    <p className="mb-2 flex w-fit max-w-full items-center gap-2 rounded-lg bg-raised pl-1 text-[0.8125rem]">
      {/* biome-ignore lint/performance/noImgElement: a private picture of our own route */}
      <img src={pictureUrl(parentId)} alt="" className="my-1 size-6 shrink-0 rounded-md object-cover" />
      <span className="min-w-0 truncate">{name ? t('editingNamed', { name }) : t('editing')}</span>
      <IconButton size="sm" label={t('stopEditing')} onClick={onStop}>
        <X aria-hidden />
      </IconButton>
    </p>
  );
}
