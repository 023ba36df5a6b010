'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { ProgressRing } from '@/components/ui/progress-ring';
import type { Task } from '@/lib/generation/schema';
import { useCancel } from './use-cancel';
import { useNewVersionText } from './use-new-version-text';

interface Props {
  task: Task;
  number: number;
}

/** A new version that is being made, over the picture that stays until it is there. */
export function NewVersionStrip({ task, number }: Props) {
  const t = useTranslations('card');
  const { label, short, detail, ring } = useNewVersionText(task);
  const { cancel, pending, failed } = useCancel(task.taskId);
  return (
    // Dark in both themes, as everything upon pictures.
    <div className="dark flex h-9 items-center gap-2 @max-[14rem]:gap-1.5 rounded-lg bg-negative pl-2 @max-[14rem]:pl-1.5 text-negative-ink text-xs">
      <ProgressRing value={ring} className="[&_circle]:duration-1000" />
      <p className="min-w-0 flex-1 truncate leading-5">
        {failed ? (
          t('cancelFailed')
        ) : (
          <>
            <span className="font-medium @min-[14rem]:hidden">{short}</span>
            <span className="font-medium @max-[14rem]:hidden">{label}</span>
            {detail ? <span className="text-muted @max-[14rem]:hidden"> {detail}</span> : null}
          </>
        )}
      </p>
      {task.version > 0 ? (
        <button
          type="button"
          onClick={() => void cancel()}
          disabled={pending}
          aria-label={t('cancelNamed', { number })}
          className="grid h-9 min-w-9 shrink-0 place-content-center rounded-lg px-2 font-medium hover:bg-black focus-visible:-outline-offset-2 disabled:opacity-50 pointer-coarse:h-11 pointer-coarse:min-w-11"
        >
          <span className="@max-[14rem]:hidden">{t('cancel')}</span>
          <X aria-hidden className="@min-[14rem]:hidden size-4" />
        </button>
      ) : null}
    </div>
  );
}
