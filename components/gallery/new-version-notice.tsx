'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button';

interface Props {
  title: string;
  text?: string | undefined;
  /** Read out at once; a failure is told by what tells of all ends. */
  urgent?: boolean;
  /** What helps. */
  children?: ReactNode;
  onDismiss: () => void;
}

/** A new version came to nothing: said over the picture, which stays. */
export function NewVersionNotice({ title, text, urgent = false, children, onDismiss }: Props) {
  const t = useTranslations('versions');
  return (
    <div
      role={urgent ? 'alert' : undefined}
      className="flex max-h-full animate-rise flex-col gap-1 overflow-y-auto rounded-lg bg-surface py-1 pl-3 shadow-lift"
    >
      <div className="flex items-start">
        <p className="min-w-0 flex-1 py-1.5 font-medium text-[0.8125rem] leading-5">{title}</p>
        <IconButton size="sm" label={t('dismiss')} onClick={onDismiss} className="mr-1">
          <X aria-hidden />
        </IconButton>
      </div>
      {text ? <p className="pr-3 text-muted text-xs leading-[1.45] @max-[14rem]:sr-only">{text}</p> : null}
      {children ? <div className="flex flex-wrap gap-1.5 pt-1 pr-3 pb-2">{children}</div> : null}
    </div>
  );
}
