'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useProgress } from '@/components/pictures/use-progress';
import { useDuration } from '@/components/tasks/task-words';
import { useNow } from '@/components/tasks/tasks-context';
import { useCancel } from '@/components/tasks/use-cancel';
import { useTabIndex } from '@/components/ui/keyboard/tab-stop';
import { ProgressRing } from '@/components/ui/progress-ring';
import type { PictureTask } from '@/lib/generation/schema';

interface Props {
  task: PictureTask;
  number: number;
}

/** A new version that is being made, over the picture that stays until it is there. */
export function NewVersionStrip({ task, number }: Props) {
  const t = useTranslations('card');
  const { label, short, detail, ring } = useNewVersionText(task);
  const { cancel, pending, failed, made } = useCancel(task.taskId);
  const tabIndex = useTabIndex();
  return (
    // Dark in both themes, as everything upon pictures.
    <div className="dark flex h-9 items-center gap-2 @max-[14rem]:gap-1.5 rounded-lg bg-negative pl-2 @max-[14rem]:pl-1.5 text-negative-ink text-xs">
      <ProgressRing value={ring} className="[&_circle]:duration-1000" />
      <p className="min-w-0 flex-1 truncate leading-5">
        {made || failed ? (
          t(made ? 'cancelMade' : 'cancelFailed')
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
          tabIndex={tabIndex}
          onClick={() => void cancel()}
          disabled={pending || made}
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

interface NewVersionText {
  label: string;
  /** The same for a narrow card. */
  short: string;
  detail: string | undefined;
  ring: number | null;
}

/** What happens to a new version while the old one is still shown. */
function useNewVersionText(task: PictureTask): NewVersionText {
  const t = useTranslations('versions');
  const inCard = useTranslations('card');
  const duration = useDuration();
  const now = useNow(1000);
  const { ring, detail } = useProgress(task);
  if (task.status === 'processing')
    return { label: t('developing'), short: inCard('developing'), detail, ring };
  if (task.retryAt) {
    const leftMs = Date.parse(task.retryAt) - now;
    const again = leftMs > 0 ? inCard('againIn', { time: duration(leftMs) }) : inCard('againNow');
    return { label: t('new'), short: again, detail: again, ring: null };
  }
  const { queuePosition: position } = task;
  const place = position ? inCard('inLine', { position }) : inCard('waiting');
  return { label: t('new'), short: place, detail: place, ring: 0 };
}
