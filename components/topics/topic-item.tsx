'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useRef, useState } from 'react';
import { TopicCover } from './topic-cover';
import { TopicMenu } from './topic-menu';
import { topicPath } from './topic-path';
import { TopicRunning } from './topic-running';
import { TopicTitleField } from './topic-title-field';
import type { ListedTopic } from './use-current-topic';

interface Props {
  topic: ListedTopic;
  current: boolean;
  onNavigate: (() => void) | undefined;
  onRename: (topic: ListedTopic, title: string) => void;
  /** Asks before it deletes; the focus comes back to the element. */
  onDelete: (topic: ListedTopic, button: HTMLElement | null) => void;
}

/** A topic in the list: a link to it, renamed in its place by double click, F2 or menu. */
export function TopicItem({ topic, current, onNavigate, onRename, onDelete }: Props) {
  const t = useTranslations('topics');
  const [renaming, setRenaming] = useState(false);
  const link = useRef<HTMLAnchorElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const title = topic.title ?? t('untitled');

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
        <TopicTitleField
          title={topic.title ?? ''}
          onSave={(typed) => {
            leave();
            onRename(topic, typed);
          }}
          onLeave={leave}
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
        onRename={() => setRenaming(true)}
        onDelete={() => onDelete(topic, button.current)}
      />
    </li>
  );
}
