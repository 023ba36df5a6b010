'use client';

import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useCancel } from '@/components/tasks/use-cancel';
import { cn } from '@/components/ui/class-names';
import { useTabIndex } from '@/components/ui/keyboard/tab-stop';

interface StatusLineProps {
  icon?: ReactNode;
  label: string;
  detail?: string | undefined;
  trailing?: string | undefined;
}

/** What is happening to a card, at its foot. */
export function StatusLine({ icon, label, detail, trailing }: StatusLineProps) {
  return (
    <div className="absolute inset-x-0 bottom-0 flex flex-wrap items-end gap-x-2 p-2.5 @min-[15rem]:gap-x-2.5 @min-[15rem]:p-4">
      {icon}
      {/* On a narrow card the detail has a line of its own under all, so that no change of words moves anything. */}
      <p className="min-w-0 flex-1 text-[0.8125rem] leading-5 @max-[18rem]:contents">
        <span className="font-medium @max-[18rem]:min-w-0 @max-[18rem]:flex-1">{label}</span>
        <span
          className={cn(
            'text-muted @max-[18rem]:order-last @max-[18rem]:basis-full @max-[18rem]:text-xs',
            // Keeps the place of a line.
            !detail && "before:invisible before:content-['.'] @min-[18rem]:hidden",
          )}
        >
          {detail ? ` ${detail}` : null}
        </span>
      </p>
      {trailing ? <span className="numeric text-[0.8125rem] text-muted leading-5">{trailing}</span> : null}
    </div>
  );
}

interface CancelButtonProps {
  taskId: string;
  number: number;
}

/** Cancels a picture that is not made yet; one that is made says so and comes. */
export function CancelButton({ taskId, number }: CancelButtonProps) {
  const t = useTranslations('card');
  const { cancel, pending, failed, made } = useCancel(taskId);
  const tabIndex = useTabIndex();
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      onClick={() => void cancel()}
      disabled={pending || made}
      aria-label={made ? t('cancelMade') : t('cancelNamed', { number })}
      className="group/cancel absolute top-0.5 right-0.5 z-10 select-none rounded-xl p-1.5 font-medium text-xs disabled:opacity-50"
    >
      <span className="flex h-8 items-center rounded-lg bg-background/75 px-2.5 text-foreground transition-colors duration-150 group-hover/cancel:bg-background">
        {made || failed ? (
          t(made ? 'cancelMade' : 'cancelFailed')
        ) : (
          <>
            {t('cancel')}
            <span className="@max-[14rem]:hidden">, {t('costsNothing')}</span>
          </>
        )}
      </span>
    </button>
  );
}
