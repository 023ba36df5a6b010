'use client';

import { useTranslations } from 'next-intl';
import type { FeedRow } from '@/components/gallery/feed-rows';
import { useDelete } from '@/components/gallery/use-delete';
import { useGallery } from '@/components/gallery/use-gallery';
import { BatchAction } from './batch-action';

interface Props {
  row: FeedRow;
  ready: number;
}

/** What can be done with a whole batch once nothing of it is open. */
export function BatchActions({ row, ready }: Props) {
  const t = useTranslations('feed');
  const { onReuse } = useGallery();
  const remove = useDelete();
  const { batchId, prompt, model, settings } = row;
  const what = { prompt, model, settings, count: row.slots.length };
  return (
    <>
      <BatchAction name={t('reuseNamed', { prompt })} onClick={() => onReuse('everything', what)}>
        {t('reuse')}
      </BatchAction>
      <BatchAction name={t('settingsOnlyNamed', { prompt })} onClick={() => onReuse('settings', what)}>
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
