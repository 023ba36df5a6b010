'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
import { announcements } from '@/components/notices/page-notices';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { useRows } from '@/components/pictures/feed/use-rows';
import { useTaskErrorText } from '@/components/tasks/task-words';
import type { PictureTask } from '@/lib/generation/schema';

/** Ends this close together are read out in one go. */
const TOGETHER_MS = 400;

/** The one region that reads changes of status to people who don't see the cards. */
export function StatusAnnouncer() {
  const t = useTranslations('toasts');
  const { store } = usePictureTasks();
  const errorText = useTaskErrorText();
  const [text, setText] = useState('');
  const newest = useRows()[0];
  const sent = newest?.batchId === null ? newest : undefined;

  const sentence = useEffectEvent((task: PictureTask) => {
    const number = task.position + 1;
    if (task.status === 'completed') {
      const isFirst = store.versionsOf(task.taskId).length < 2;
      return t(isFirst ? 'readyLive' : 'versionLive', { number, title: task.prompt });
    }
    if (task.status === 'canceled') return t('canceledLive', { number, title: task.prompt });
    return t('failedLive', { number, reason: errorText(task.error?.code).title });
  });

  useEffect(() => {
    if (sent) setText(t('sentLive', { count: sent.slots.length, title: sent.prompt }));
  }, [sent, t]);

  useEffect(() => {
    let waiting: string[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    function say(words: string) {
      waiting.push(words);
      timer ??= setTimeout(() => {
        setText(waiting.join('. '));
        waiting = [];
        timer = undefined;
      }, TOGETHER_MS);
    }
    const unsubscribes = [
      store.subscribeFinishedPictures((task) => say(sentence(task))),
      announcements.subscribe(say),
    ];
    return () => {
      for (const unsubscribe of unsubscribes) unsubscribe();
      clearTimeout(timer);
    };
  }, [store]);

  return (
    <div aria-live="polite" className="sr-only">
      {text}
    </div>
  );
}
