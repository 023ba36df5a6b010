'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useOpenCount } from '@/components/pictures/feed/use-rows';
import { LazyPart } from '@/components/ui/lazy-part';
import { afterPaint } from '@/components/ui/paint';
import { preload } from '@/components/ui/use-lazy';
import { topicPath } from './topic-address';
import { TopicMenu } from './topic-menu';
import type { ListedTopic } from './use-current-topic';

interface Props {
  topic: ListedTopic;
  current: boolean;
  onNavigate: (() => void) | undefined;
  /** Asks before it deletes; the focus comes back to the element. */
  onDelete: (topic: ListedTopic, button: HTMLElement | null) => void;
}

const loadTitleField = () => import('./topic-title-field').then((module) => module.TopicTitleField);

/** A topic in the list: a link to it, renamed in its place by double click, F2 or menu. */
export function TopicItem({ topic, current, onNavigate, onDelete }: Props) {
  const t = useTranslations('topics');
  const [renaming, setRenaming] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const title = topic.title ?? t('untitled');
  useEffect(() => preload(loadTitleField), []);

  function leave() {
    setRenaming(false);
    requestAnimationFrame(() => {
      // Unless it was left for something else.
      if (document.activeElement === document.body) link.current?.focus();
    });
  }

  function renameByKey(event: KeyboardEvent) {
    if (event.key !== 'F2') return;
    event.preventDefault();
    setRenaming(true);
  }

  if (renaming) {
    return (
      <li className="flex items-start gap-1 pl-2">
        <span className="flex h-9.5 items-center pointer-coarse:h-11">
          <TopicCover url={topic.coverUrl} />
        </span>
        <LazyPart
          load={loadTitleField}
          part={{
            topic,
            onLeave: leave,
          }}
          onLost={leave}
          onAgain={() => setRenaming(true)}
        />
      </li>
    );
  }
  return (
    <li className="group/topic relative">
      <Link
        ref={link}
        href={topicPath(topic.id)}
        prefetch={false}
        title={title}
        aria-current={current ? 'page' : undefined}
        aria-keyshortcuts="F2"
        {...(onNavigate && { onClick: onNavigate })}
        onDoubleClick={() => setRenaming(true)}
        onKeyDown={renameByKey}
        className="flex h-9.5 items-center gap-2.5 rounded-lg px-2 text-muted transition-colors hover:text-foreground aria-[current=page]:bg-surface aria-[current=page]:text-foreground pointer-coarse:h-11 pointer-coarse:pr-13"
      >
        <TopicCover url={topic.coverUrl} />
        <span className="truncate">{title}</span>
        <TopicRunning topicId={topic.id} />
      </Link>
      <TopicMenu
        title={title}
        buttonRef={button}
        // When the menu has given the focus back.
        onRename={() => afterPaint(() => setRenaming(true))}
        onDelete={() => onDelete(topic, button.current)}
      />
    </li>
  );
}

/** How many pictures of a topic are on their way. */
function TopicRunning({ topicId }: { topicId: string }) {
  const t = useTranslations('topics');
  const count = useOpenCount(topicId);
  if (count === 0) return null;
  return (
    <span className="ml-auto shrink-0 font-medium text-[0.8125rem] text-accent-text tabular-nums">
      <span aria-hidden>{count}</span>
      <span className="sr-only">{t('running', { count })}</span>
    </span>
  );
}

/** The first picture of a topic; a quiet drawing until it has one. */
function TopicCover({ url }: { url: string | null }) {
  const shape = 'size-6.5 shrink-0 rounded-md bg-raised';
  if (url) {
    // biome-ignore lint/performance/noImgElement: a private thumbnail of our own
    return <img src={url} alt="" loading="lazy" className={`${shape} object-cover`} />;
  }
  return (
    <svg viewBox="0 0 26 26" aria-hidden="true" className={`${shape} text-muted`}>
      <circle cx="17" cy="9" r="3" fill="currentColor" opacity="0.55" />
      <path d="M0 18 Q7 10 12 16 T26 14 V26 H0 Z" fill="currentColor" opacity="0.3" />
      <path d="M0 22 Q8 16 15 21 T26 20 V26 H0 Z" fill="currentColor" opacity="0.35" />
    </svg>
  );
}
