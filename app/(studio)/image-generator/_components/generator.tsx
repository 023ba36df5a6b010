'use client';

import type { ReactNode } from 'react';
import { useStudio } from '@/app/(studio)/_components/use-studio';
import { BackToPrompt } from './composer/back-to-prompt';
import { Composer } from './composer/composer';
import { TopicLine } from './topic-line';

interface Props {
  /** Adds credits; only a local installation has it. */
  getMore: (() => Promise<boolean>) | undefined;
  children: ReactNode;
}

/** The generator page: the composer, and the feed under it. */
export function Generator({ getMore, children }: Props) {
  const { draft, promptRef } = useStudio();
  return (
    <>
      <div className="mx-auto flex max-w-[100rem] flex-col gap-7 px-3 pb-24 lg:px-8">
        <div className="z-20 lg:sticky lg:top-0 lg:-mx-8 lg:bg-linear-to-b lg:from-70% lg:from-background lg:to-transparent lg:px-8 lg:pt-5 lg:pb-3">
          <TopicLine />
          <Composer draft={draft} promptRef={promptRef} getMore={getMore} />
        </div>
        {children}
      </div>
      <BackToPrompt promptRef={promptRef} />
    </>
  );
}
