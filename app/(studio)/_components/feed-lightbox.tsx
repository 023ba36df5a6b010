'use client';

import dynamic from 'next/dynamic';
import { useGallery } from '@/components/gallery/use-gallery';
import { useRows } from '@/components/gallery/use-rows';

interface Props {
  taskId: string;
  onShow: (taskId: string) => void;
  onClose: () => void;
}

const Lightbox = dynamic(
  () => import('@/components/gallery/lightbox/lightbox').then((module) => module.Lightbox),
  { ssr: false },
);

/** The lightbox over the pictures of the feed. */
export function FeedLightbox(props: Props) {
  const { store } = useGallery();
  const pictures = useRows()
    .flatMap((row) => row.slots.map((slot) => slot.taskId))
    .filter((id) => store.get(id)?.status === 'completed');
  return <Lightbox {...props} pictures={pictures} />;
}
