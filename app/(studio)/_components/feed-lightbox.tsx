'use client';

import useSWR from 'swr';
import { useOlderBatches } from '@/components/pictures/feed/use-older-batches';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { useRows } from '@/components/pictures/feed/use-rows';
import { Lightbox } from '@/components/pictures/lightbox/lightbox';
import { useFeedScope } from '@/components/topics/use-current-topic';
import type { GalleryResponse } from '@/lib/gallery/schema';
import { callApi } from '@/lib/http/call-api';

interface Props {
  taskId: string;
  /** Compares it at once. */
  compares: boolean;
  onShow: (taskId: string) => void;
  onClose: () => void;
}

/** So many pictures before the last one that is loaded, older ones are asked for. */
const PICTURES_AHEAD = 8;

/** The lightbox over the pictures of the feed, the newest version of each; loaded when it is opened. */
export function FeedLightbox(props: Props) {
  const { store } = usePictureTasks();
  const { topicId } = useFeedScope();
  const { hasMore, load } = useOlderBatches(topicId);
  const total = useTotal(topicId, hasMore);
  const isReady = (id: string) => store.get(id)?.status === 'completed';
  const pictures = useRows(topicId)
    .flatMap((row) => row.slots.map((slot) => slot.versions.findLast(isReady)))
    .filter((id) => id !== undefined);

  function show(taskId: string) {
    props.onShow(taskId);
    if (hasMore && pictures.indexOf(taskId) >= pictures.length - PICTURES_AHEAD) void load();
  }

  return <Lightbox {...props} pictures={pictures} total={total} onShow={show} />;
}

/** How many pictures the feed has, when not all of them are loaded. */
function useTotal(topicId: string | undefined, wanted: boolean): number | undefined {
  const query = new URLSearchParams({ limit: '1', ...(topicId && { topicId }) });
  const { data } = useSWR(wanted ? `/api/gallery?${query}` : null, (path: string) =>
    callApi<GalleryResponse>(path),
  );
  return wanted ? data?.slots : undefined;
}
