'use client';

import dynamic from 'next/dynamic';
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

const Lightbox = dynamic(
  () => import('@/components/gallery/lightbox/lightbox').then((module) => module.Lightbox),
  { ssr: false },
);

/** The lightbox over the pictures of the feed, the newest version of each. */
export function FeedLightbox(props: Props) {
  const { store } = useGallery();
  const { topicId } = useFeedScope();
  const isReady = (id: string) => store.get(id)?.status === 'completed';
  const pictures = useRows(topicId)
    .flatMap((row) => row.slots.map((slot) => slot.versions.findLast(isReady)))
    .filter((id) => id !== undefined);
  return <Lightbox {...props} pictures={pictures} />;
}
