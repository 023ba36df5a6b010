'use client';

import { useEffect } from 'react';
import { useGallery } from '@/components/gallery/use-gallery';
import { usePaintedFeed } from '@/components/gallery/use-painted-feed';
import { rememberedTopic } from '@/components/topics/remembered-topic';
import type { BatchesResponse } from '@/lib/generation/schema';
import { EmptyState } from './empty-state';
import { Feed } from './feed';

interface Props {
  /** The topic of this page; without one, it shows everything. */
  topicId?: string | undefined;
  /** What the server painted; nothing on a blank page. */
  batches?: BatchesResponse | undefined;
  /** A remembered topic that is not there any more. */
  lost?: string | undefined;
}

/** The feed of a page under the composer, with what the server painted of it. */
export function TopicFeed({ topicId, batches, lost }: Props) {
  const { onReuse } = useGallery();
  usePaintedFeed(topicId, batches);

  useEffect(() => {
    if (topicId) rememberedTopic.set(topicId);
    if (lost) rememberedTopic.forget(lost);
  }, [topicId, lost]);

  return <Feed empty={<EmptyState onPick={(what) => onReuse('everything', what)} />} />;
}
