'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { LazyPart } from '@/components/ui/lazy-part';
import { newTopic } from './topic-address';
import { TopicItem } from './topic-item';
import { type ListedTopic, useCurrentTopic } from './use-current-topic';
import { useTopics } from './use-topics';

interface Props {
  /** A link was followed. */
  onNavigate?: () => void;
}

const loadDialog = () => import('./delete-topic-dialog').then((module) => module.DeleteTopicDialog);

/** All topics, latest use first, and the way to a new one. */
export function TopicList({ onNavigate }: Props) {
  const t = useTranslations('topics');
  const { topics, hasMore, loadMore, loading, failed } = useTopics();
  const current = useCurrentTopic();
  const [asked, setAsked] = useState<{ topic: ListedTopic; button: HTMLElement | null } | null>(null);
  const newLink = useRef<HTMLAnchorElement>(null);
  const headingId = useId();
  const unlisted = current && !topics.some((topic) => topic.id === current.id);
  const listed: readonly ListedTopic[] = unlisted ? [current, ...topics] : topics;

  return (
    <nav aria-labelledby={headingId} className="flex min-h-0 flex-col">
      <div className="flex items-center justify-between px-2.5 pb-1 text-[0.8125rem] text-muted">
        <h2 id={headingId}>
          <Link
            href="/image-generator/all"
            prefetch={false}
            title={t('showAll')}
            {...(onNavigate && { onClick: onNavigate })}
            className="-ml-1.5 inline-flex min-h-7 items-center rounded-md px-1.5 transition-colors hover:text-foreground pointer-coarse:min-h-11"
          >
            {t('title')}
          </Link>
        </h2>
        <Link
          ref={newLink}
          href="/image-generator/new"
          prefetch={false}
          aria-label={t('newNamed')}
          onClick={() => {
            newTopic.notify();
            onNavigate?.();
          }}
          className="-mr-1.5 inline-flex min-h-7 items-center rounded-md px-1.5 transition-colors hover:text-foreground pointer-coarse:min-h-11 pointer-coarse:min-w-11 pointer-coarse:justify-center"
        >
          {t('new')}
        </Link>
      </div>
      {listed.length > 0 ? (
        <ul className="-mx-1 flex min-h-0 flex-col gap-0.5 overflow-y-auto px-1 py-0.5">
          {listed.map((topic) => (
            <TopicItem
              key={topic.id}
              topic={topic}
              current={topic.id === current?.id}
              onNavigate={onNavigate}
              onDelete={(chosen, button) => setAsked({ topic: chosen, button })}
            />
          ))}
          {hasMore ? (
            <li>
              <Button variant="ghost" size="sm" pending={loading} onClick={loadMore} className="w-full">
                {t('more')}
              </Button>
            </li>
          ) : null}
        </ul>
      ) : null}
      {failed && hasMore ? (
        <p role="status" className="px-2.5 pt-1 text-[0.8125rem] text-muted">
          {t('moreFailed')}
        </p>
      ) : null}
      {asked ? (
        <LazyPart
          load={loadDialog}
          part={{
            topic: asked.topic,
            finalFocus: (deleted: boolean) => (deleted ? newLink.current : asked.button),
            onClose: () => setAsked(null),
          }}
          onLost={() => setAsked(null)}
          onAgain={() => setAsked(asked)}
        />
      ) : null}
    </nav>
  );
}
