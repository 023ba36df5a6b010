'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { FeedRow } from '@/components/pictures/feed/feed-rows';
import { saveFile } from '@/components/pictures/picture-files';
import { usePictures } from '@/components/pictures/pictures-context';
import { useDelete } from '@/components/pictures/use-delete';
import { cn } from '@/components/ui/class-names';

interface BatchActionsProps {
  row: FeedRow;
  ready: number;
}

/** What can be done with a whole batch once nothing of it is open. */
export function BatchActions({ row, ready }: BatchActionsProps) {
  const t = useTranslations('feed');
  const { onReuse } = usePictures();
  const remove = useDelete();
  const { batchId, prompt, model, settings } = row;
  const what = { prompt, model, settings, count: row.slots.length };
  return (
    <>
      <BatchAction name={t('reuseNamed', { prompt })} onClick={() => onReuse('everything', what)}>
        {t('reuse')}
      </BatchAction>
      <BatchAction
        name={t('settingsOnlyNamed', { prompt })}
        onClick={() => onReuse('settings', what)}
        // One line for all, in both languages; the menu of a card has it too.
        className="@max-[20rem]/batch:hidden"
      >
        {t('settingsOnly')}
      </BatchAction>
      {batchId && ready > 0 ? (
        <BatchAction name={t('downloadAllNamed', { prompt })} href={`/api/batches/${batchId}/download`}>
          {t('downloadAll')}
        </BatchAction>
      ) : null}
      <BatchAction
        name={t('deleteNamed', { prompt })}
        onClick={() => remove(row.slots.flatMap((slot) => slot.versions))}
      >
        {t('delete')}
      </BatchAction>
    </>
  );
}

type BatchActionProps = {
  /** What it does and to what: the word alone stands in every batch. */
  name: string;
  className?: string;
  children: ReactNode;
} & ({ onClick: () => void } | { /** A file to save. */ href: string });

const LOOK =
  '-mx-1.5 inline-flex items-center rounded-lg px-1.5 text-muted transition-colors duration-150 hover:text-foreground pointer-coarse:min-h-11';

function BatchAction({ name, className, children, ...does }: BatchActionProps) {
  if ('href' in does) {
    return (
      <a
        href={does.href}
        download=""
        aria-label={name}
        onClick={(event) => {
          event.preventDefault();
          void saveFile(does.href);
        }}
        className={cn(LOOK, className)}
      >
        {children}
      </a>
    );
  }
  return (
    <button type="button" aria-label={name} onClick={does.onClick} className={cn(LOOK, className)}>
      {children}
    </button>
  );
}
