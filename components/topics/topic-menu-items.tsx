'use client';

import { PenLine, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef } from 'react';
import { Menu, MenuItem } from '@/components/ui/menu';

interface Props {
  onRename: () => void;
  onDelete: () => void;
}

/** What a topic's menu holds. */
export function TopicMenuItems({ onRename, onDelete }: Props) {
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
    <Menu align="end" finalFocus={toTrigger}>
      <MenuItem icon={<PenLine aria-hidden className="text-muted" />} onSelect={() => choose(onRename)}>
        {t('rename')}
      </MenuItem>
      <MenuItem danger icon={<Trash2 aria-hidden />} onSelect={() => choose(onDelete)}>
        {t('delete')}
      </MenuItem>
    </Menu>
  );
}
