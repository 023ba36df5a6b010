'use client';

import type { Task } from '@/lib/generation/schema';
import { CancelButton } from './cancel-button';
import { LatentImage } from './latent-image';
import { RetryingStatus } from './retrying-status';

interface Props {
  task: Task;
  number: number;
  retryAt: string;
}

/** Between two attempts. */
export function RetryingCard({ task, number, retryAt }: Props) {
  return (
    <>
      <LatentImage index={number} />
      <CancelButton taskId={task.taskId} number={number} />
      <RetryingStatus task={task} retryAt={retryAt} />
    </>
  );
}
