'use client';

import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { useRows } from '@/components/pictures/feed/use-rows';
import { useFeedScope } from '@/components/topics/use-current-topic';
import { LazyPart } from '@/components/ui/lazy-part';

interface Props {
  taskId: string;
  /** Compares it at once. */
  compares: boolean;
  onShow: (taskId: string) => void;
  onClose: () => void;
  /** Opens it again, when it could not be loaded. */
  onAgain: () => void;
}

const loadLightbox = () =>
  import('@/components/pictures/lightbox/lightbox').then((module) => module.Lightbox);

/** The lightbox over the pictures of the feed, the newest version of each. */
export function FeedLightbox({ onAgain, ...props }: Props) {
  const { store } = usePictureTasks();
  const { topicId } = useFeedScope();
  const isReady = (id: string) => store.get(id)?.status === 'completed';
  const pictures = useRows(topicId)
    .flatMap((row) => row.slots.map((slot) => slot.versions.findLast(isReady)))
    .filter((id) => id !== undefined);
  return (
    <LazyPart load={loadLightbox} part={{ ...props, pictures }} onLost={props.onClose} onAgain={onAgain} />
  );
}
