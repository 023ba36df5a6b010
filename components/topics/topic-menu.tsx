'use client';

import { Ellipsis, PenLine, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type RefObject, useRef } from 'react';
import { Menu } from '@/components/ui/menu';
import { MenuItem } from '@/components/ui/menu-item';

interface Props {
  title: string;
  buttonRef: RefObject<HTMLButtonElement | null>;
  onRename: () => void;
  onDelete: () => void;
}

/** What can be done with a topic. */
export function TopicMenu({ title, buttonRef, onRename, onDelete }: Props) {
  const t = useTranslations('topics');
  const chosen = useRef(false);

  function choose(act: () => void) {
    chosen.current = true;
    act();
  }

  /** Field and dialog take the focus themselves. */
  function toTrigger() {
    const leave = !chosen.current;
    chosen.current = false;
    return leave;
  }

  return (
    <Menu
      align="end"
      finalFocus={toTrigger}
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
    >
      <MenuItem icon={<PenLine aria-hidden className="text-muted" />} onSelect={() => choose(onRename)}>
        {t('rename')}
      </MenuItem>
      <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => choose(onDelete)}>
        {t('delete')}
      </MenuItem>
    </Menu>
  );
}
