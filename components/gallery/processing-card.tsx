'use client';

import type { Task } from '@/lib/generation/schema';
import { CancelButton } from './cancel-button';
import { LatentImage } from './latent-image';
import { ProcessingStatus } from './processing-status';

interface Props {
  task: Task;
  number: number;
}

export function ProcessingCard({ task, number }: Props) {
  return (
    <>
      <LatentImage index={number} />
      {task.version > 0 ? <CancelButton taskId={task.taskId} number={number} /> : null}
      <ProcessingStatus task={task} />
    </>
  );
}
