'use client';

import { useStudio } from '@/app/(studio)/_components/use-studio';
import { useGallery } from '@/components/gallery/use-gallery';
import { usePaintedFeed } from '@/components/gallery/use-painted-feed';
import type { BatchesResponse } from '@/lib/generation/schema';
import { BackToPrompt } from './composer/back-to-prompt';
import { Composer } from './composer/composer';
import { EmptyState } from './feed/empty-state';
import { Feed } from './feed/feed';

interface Props {
  /** What the server painted. */
  batches: BatchesResponse;
  /** Adds credits; only a local installation has it. */
  getMore?: (() => Promise<boolean>) | undefined;
}

/** The generator page: the composer, and the feed under it. */
export function Studio({ batches, getMore }: Props) {
  usePaintedFeed(undefined, batches);
  const { draft, promptRef } = useStudio();
  const { onReuse } = useGallery();
  return (
    <>
      <div className="mx-auto flex max-w-[100rem] flex-col gap-7 px-3 pb-24 lg:px-8">
        <div className="z-20 lg:sticky lg:top-0 lg:-mx-8 lg:bg-linear-to-b lg:from-70% lg:from-background lg:to-transparent lg:px-8 lg:pt-5 lg:pb-3">
          <Composer draft={draft} promptRef={promptRef} getMore={getMore} />
        </div>
        <Feed empty={<EmptyState onPick={(what) => onReuse('everything', what)} />} />
      </div>
      <BackToPrompt promptRef={promptRef} />
    </>
  );
}
