'use client';

import { useTranslations } from 'next-intl';
import { toast } from '@/components/ui/toast';
import type { Task } from '@/lib/generation/schema';

/** Copies what whoever runs the installation needs to find a task in its logs. */
export function useCopyDetails(): (task: Task) => Promise<void> {
  const t = useTranslations('card');
  return async (task) => {
    const details = [
      `task ${task.taskId}`,
      `code ${task.error?.code ?? task.status}`,
      `model ${task.model}, attempt ${task.attempt} of ${task.maxAttempts}`,
      `created ${task.createdAt}, finished ${task.finishedAt ?? '-'}`,
    ].join('\n');
    try {
      await navigator.clipboard.writeText(details);
      toast(t('copied'));
    } catch {
      toast.error(t('copyFailed'), { description: task.taskId });
    }
  };
}
