'use client';

import { useTranslations } from 'next-intl';
import { toast } from '@/components/ui/toast';
import { deleteImage } from './delete-image';
import { useGallery } from './use-gallery';

/** Takes versions away that came to nothing: there is nothing to bring back. */
export function useDismiss(): (taskIds: readonly string[]) => void {
  const { store } = useGallery();
  const t = useTranslations('versions');
  return (taskIds) => {
    store.setHidden(taskIds, true);
    Promise.all(taskIds.map(deleteImage)).catch(() => {
      store.setHidden(taskIds, false);
      toast.error(t('dismissFailed'));
    });
  };
}
