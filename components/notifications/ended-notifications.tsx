'use client';

import { useRef } from 'react';
import { useGallery } from '@/components/gallery/use-gallery';
import { toast } from '@/components/ui/toast';
import type { Task } from '@/lib/generation/schema';
import { endedSummary } from './ended-summary';
import { EndedToast } from './ended-toast';
import { notifyBrowser } from './notify-browser';
import { useEnded } from './use-ended';
import { useEndedTitle } from './use-ended-title';
import { useTabSignal } from './use-tab-signal';

const SHOWN_MS = 9000;

/** Tells about tasks that end out of sight: in the page, in the tab, and by the browser if it may. */
export function EndedNotifications({ onView }: { onView: (taskId: string) => void }) {
  const { poller } = useGallery();
  const title = useEndedTitle();
  const signal = useTabSignal();
  // What the toast on screen tells of: news that comes while it is there joins it.
  const told = useRef<readonly Task[]>([]);
  // Sonner drops a toast that comes under the id of one that is just leaving.
  const serial = useRef(0);

  function forget() {
    told.current = [];
    serial.current += 1;
  }

  useEnded((tasks) => {
    const news = endedSummary(tasks);
    if (!news) return;
    told.current = [...tasks, ...told.current];
    const summary = endedSummary(told.current) ?? news;
    const view = () => onView(news.leading.taskId);
    signal(news.ready.length + news.failed.length);
    // One tab for all; and a tab that can be seen takes the lead.
    if (poller.leads) notifyBrowser(title(summary), news.leading.images[0]?.thumbUrl, view);
    toast.custom(
      (id) => (
        <EndedToast
          summary={summary}
          onView={() => {
            forget();
            toast.dismiss(id);
            view();
          }}
          onClose={() => {
            forget();
            toast.dismiss(id);
          }}
        />
      ),
      {
        id: `ended-${serial.current}`,
        // One that nobody could see must still be there when they come back.
        duration: document.visibilityState === 'visible' ? SHOWN_MS : Number.POSITIVE_INFINITY,
        onDismiss: forget,
        onAutoClose: forget,
      },
    );
  });

  return null;
}
