'use client';

import { PenLine } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { useStudio } from '@/app/(studio)/_components/studio-context';
import { useCurrentTopic, useFeedScope } from '@/components/topics/use-current-topic';
import { Button } from '@/components/ui/button';
import { Composer } from './composer/composer';

/** The generator page: the composer, and the feed under it. */
export function Generator({ children }: { children: ReactNode }) {
  const { draft, promptRef } = useStudio();
  return (
    <>
      <div className="flex flex-col gap-7 px-3 pb-24 lg:px-8">
        <div className="z-20 lg:sticky lg:top-0 lg:-mx-8 lg:bg-linear-to-b lg:from-70% lg:from-background lg:to-transparent lg:px-8 lg:pt-5 lg:pb-3">
          <div className="mx-auto max-w-[100rem]">
            <TopicLine />
            <Composer draft={draft} promptRef={promptRef} />
          </div>
        </div>
        {children}
      </div>
      <BackToPrompt promptRef={promptRef} />
    </>
  );
}

/** Which topic one is in, where the list of topics is away. */
function TopicLine() {
  const t = useTranslations('topics');
  const { topicId, blank } = useFeedScope();
  const topic = useCurrentTopic();
  return (
    <p className="truncate px-1 pb-2 font-medium leading-6 lg:hidden">
      {topicId || blank ? (topic?.title ?? t('untitled')) : t('all')}
    </p>
  );
}

interface BackToPromptProps {
  promptRef: RefObject<HTMLTextAreaElement | null>;
}

/** On small screens the composer scrolls away, because it would take half of them; this leads back to it. */
function BackToPrompt({ promptRef }: BackToPromptProps) {
  const t = useTranslations('composer');
  const [away, setAway] = useState(false);

  useEffect(() => {
    const element = promptRef.current;
    if (!element) return;
    const observer = new IntersectionObserver((entries) => setAway(entries.at(-1)?.isIntersecting === false));
    observer.observe(element);
    return () => observer.disconnect();
  }, [promptRef]);

  if (!away) return null;
  return (
    <Button
      variant="primary"
      size="lg"
      className="fixed right-3 bottom-4 z-20 animate-rise rounded-full! shadow-lift lg:hidden"
      onClick={() => {
        window.scrollTo({ top: 0, behavior: 'smooth' });
        promptRef.current?.focus({ preventScroll: true });
      }}
    >
      <PenLine aria-hidden />
      {t('backToPrompt')}
    </Button>
  );
}
