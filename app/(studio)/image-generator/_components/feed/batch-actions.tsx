'use client';

import { useTranslations } from 'next-intl';
import { downloadImages } from '@/components/gallery/download-images';
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
  const { store, onReuse } = useGallery();
  const remove = useDelete();
  const taskIds = row.slots.map((slot) => slot.taskId);
  const { prompt, model, settings } = row;
  return (
    <>
      <BatchAction
        name={t('reuseNamed', { prompt })}
        onClick={() => onReuse('everything', { prompt, model, settings, count: taskIds.length })}
      >
        {t('reuse')}
      </BatchAction>
      {ready > 0 ? (
        <BatchAction
          name={t('downloadAllNamed', { prompt })}
          onClick={() => void downloadImages(taskIds.flatMap((taskId) => store.get(taskId)?.images ?? []))}
        >
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
