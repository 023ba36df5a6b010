'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useRef } from 'react';
import { useOlderBatches } from '@/components/pictures/feed/use-older-batches';
import { Button } from '@/components/ui/button';

/** Loads older batches shortly before their place comes into view, and by button. */
export function OlderBatches({ topicId }: { topicId: string | undefined }) {
  const t = useTranslations('feed');
  const { hasMore, state, load } = useOlderBatches(topicId);
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = end.current;
    if (!element || !hasMore || state !== 'idle') return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) void load();
      },
      { rootMargin: '800px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [hasMore, state, load]);

  if (!hasMore) return null;
  return (
    <div ref={end} className="flex flex-col items-center gap-2 py-4">
      {state === 'failed' ? <p className="text-muted">{t('olderFailed')}</p> : null}
      <Button pending={state === 'loading'} onClick={() => void load()}>
        {t('older')}
      </Button>
    </div>
  );
}
