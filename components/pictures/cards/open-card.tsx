'use client';

import { useTranslations } from 'next-intl';
import { useRunningCount } from '@/components/pictures/feed/use-rows';
import { useProgress } from '@/components/pictures/use-progress';
import { useDuration } from '@/components/tasks/task-words';
import { useNow } from '@/components/tasks/tasks-context';
import { ProgressRing } from '@/components/ui/progress-ring';
import type { PictureTask } from '@/lib/generation/schema';
import { CancelButton, StatusLine } from './status-line';

interface QueuedCardProps {
  task: PictureTask;
  number: number;
}

/** Waits for its turn: its place in the line, and roughly when it is ready. */
export function QueuedCard({ task, number }: QueuedCardProps) {
  const t = useTranslations('card');
  const duration = useDuration();
  const running = useRunningCount();
  const { queuePosition: position, estimate } = task;
  return (
    <>
      <div
        aria-hidden
        className="absolute inset-0 rounded-xl border border-hairline-strong border-dashed bg-surface/40"
      />
      <CancelButton taskId={task.taskId} number={number} />
      <StatusLine
        label={position ? t('inLine', { position }) : t('waiting')}
        detail={
          position && estimate
            ? t('about', { time: duration(queueEstimate(position, running, estimate.p50Ms)) })
            : undefined
        }
      />
    </>
  );
}

/**
 * Roughly when a picture in the queue is ready, in ms: the rounds that must end before it starts, the current one half
 * over, and then its own time. `running` is how many of this person's are being made now.
 */
function queueEstimate(queuePosition: number, running: number, p50Ms: number): number {
  const rounds = Math.ceil(queuePosition / Math.max(1, running));
  return (rounds + 0.5) * p50Ms;
}

interface RetryingCardProps {
  task: PictureTask;
  number: number;
  retryAt: string;
}

/** Between two attempts. */
export function RetryingCard({ task, number, retryAt }: RetryingCardProps) {
  return (
    <>
      <LatentImage index={number} />
      <CancelButton taskId={task.taskId} number={number} />
      <RetryingStatus task={task} retryAt={retryAt} />
    </>
  );
}

interface RetryingStatusProps {
  task: PictureTask;
  retryAt: string;
}

/** The wait is the server's, this only counts it down. */
function RetryingStatus({ task, retryAt }: RetryingStatusProps) {
  const t = useTranslations('card');
  const duration = useDuration();
  const leftMs = Date.parse(retryAt) - useNow(1000);
  return (
    <StatusLine
      icon={<ProgressRing value={null} />}
      label={leftMs > 0 ? t('againIn', { time: duration(leftMs) }) : t('againNow')}
      detail={t('attempt', { attempt: task.attempt + 1, max: task.maxAttempts })}
    />
  );
}

interface ProcessingCardProps {
  task: PictureTask;
  number: number;
}

/** Is being made. */
export function ProcessingCard({ task, number }: ProcessingCardProps) {
  return (
    <>
      <LatentImage index={number} />
      {task.version > 0 ? <CancelButton taskId={task.taskId} number={number} /> : null}
      <ProcessingStatus task={task} />
    </>
  );
}

/** How far a picture has come: what the clock renders again every second, and nothing around it. */
function ProcessingStatus({ task }: { task: PictureTask }) {
  const t = useTranslations('card');
  const { elapsedMs, ring, detail } = useProgress(task);
  return (
    <StatusLine
      icon={<ProgressRing value={ring} className="[&_circle]:duration-1000" />}
      label={elapsedMs === null ? t('starting') : t('developing')}
      detail={detail}
      trailing={elapsedMs === null ? undefined : stopwatch(elapsedMs)}
    />
  );
}

/** Elapsed time as a stopwatch shows it: 0:07, 12:40. */
function stopwatch(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** Light on the tray before the picture is there: no two neighbours alike. */
const GLOWS = [
  'radial-gradient(90% 80% at 35% 35%, color-mix(in oklab, var(--accent-text) 16%, transparent), transparent 70%), radial-gradient(80% 90% at 80% 85%, color-mix(in oklab, oklch(0.6 0.05 130) 20%, transparent), transparent 70%)',
  'radial-gradient(80% 90% at 70% 25%, color-mix(in oklab, oklch(0.6 0.05 110) 22%, transparent), transparent 70%), radial-gradient(90% 80% at 15% 80%, color-mix(in oklab, var(--accent-text) 13%, transparent), transparent 70%)',
  'radial-gradient(90% 90% at 50% 15%, color-mix(in oklab, var(--accent-text) 18%, transparent), transparent 65%), radial-gradient(90% 70% at 85% 90%, color-mix(in oklab, oklch(0.5 0.04 30) 26%, transparent), transparent 70%)',
  'radial-gradient(90% 80% at 20% 20%, color-mix(in oklab, oklch(0.55 0.04 250) 20%, transparent), transparent 70%), radial-gradient(80% 90% at 75% 75%, color-mix(in oklab, var(--accent-text) 15%, transparent), transparent 70%)',
] as const;

function LatentImage({ index }: { index: number }) {
  return (
    <div aria-hidden className="absolute inset-0 bg-raised/60">
      <div
        className="absolute inset-0 animate-safelight"
        style={{ backgroundImage: GLOWS[index % GLOWS.length] }}
      />
    </div>
  );
}
