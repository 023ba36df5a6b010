'use client';

import { Ellipsis } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { LazyPopup } from '@/components/ui/lazy-popup';

interface Props {
  title: string;
  buttonRef: RefObject<HTMLButtonElement | null>;
  onRename: () => void;
  onDelete: () => void;
}

const loadItems = () => import('./topic-menu-items').then((module) => module.TopicMenuItems);

/** What can be done with a topic. */
export function TopicMenu({ title, buttonRef, onRename, onDelete }: Props) {
  const t = useTranslations('topics');
  return (
    <LazyPopup
      kind="menu"
      load={loadItems}
      popup={{ onRename, onDelete }}
      trigger={
        <button
          ref={buttonRef}
          type="button"
          aria-label={t('menu', { title })}
          className="absolute inset-y-0 right-1 my-auto inline-flex size-7 items-center justify-center rounded-md bg-surface text-muted opacity-0 transition-opacity duration-150 hover:text-foreground focus-visible:opacity-100 group-focus-within/topic:opacity-100 group-hover/topic:opacity-100 data-popup-open:opacity-100 pointer-coarse:size-11 pointer-coarse:bg-transparent pointer-coarse:opacity-100"
        >
          <Ellipsis aria-hidden className="size-4" />
        </button>
      }
    />
  );
}
