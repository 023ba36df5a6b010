'use client';

import { lazy, Suspense } from 'react';
import { useGallery } from '@/components/gallery/use-gallery';
import { useRows } from '@/components/gallery/use-rows';
import { useFeedScope } from '@/components/topics/use-feed-scope';

interface Props {
  taskId: string;
  /** Compares it at once. */
  compares: boolean;
  onShow: (taskId: string) => void;
  onClose: () => void;
}

const Lightbox = lazy(() =>
  import('@/components/gallery/lightbox/lightbox').then((module) => ({ default: module.Lightbox })),
);

/** The lightbox over the pictures of the feed, the newest version of each. */
export function FeedLightbox(props: Props) {
  const { store } = useGallery();
  const { topicId } = useFeedScope();
  const isReady = (id: string) => store.get(id)?.status === 'completed';
  const pictures = useRows(topicId)
    .flatMap((row) => row.slots.map((slot) => slot.versions.findLast(isReady)))
    .filter((id) => id !== undefined);
  return (
    <Suspense>
      <Lightbox {...props} pictures={pictures} />
    </Suspense>
  );
}
