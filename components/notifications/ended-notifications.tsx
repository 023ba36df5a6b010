'use client';

import { toast } from 'sonner';
import { endedSummary } from './ended-summary';
import { EndedToast } from './ended-toast';
import { notifyBrowser } from './notify-browser';
import { useEnded } from './use-ended';
import { useEndedTitle } from './use-ended-title';
import { useTabSignal } from './use-tab-signal';
import { viewCard } from './view-card';

const SHOWN_MS = 9000;

/** Tells about tasks that end out of sight: in the page, in the tab, and by the browser if it may. */
export function EndedNotifications() {
  const title = useEndedTitle();
  const signal = useTabSignal();

  useEnded((tasks) => {
    const summary = endedSummary(tasks);
    if (!summary) return;
    const view = () => viewCard(summary.leading.taskId);
    signal(summary.ready.length + summary.failed.length);
    notifyBrowser(title(summary), summary.leading.images[0]?.thumbUrl, view);
    toast.custom(
      (id) => (
        <EndedToast
          summary={summary}
          onView={() => {
            toast.dismiss(id);
            view();
          }}
          onClose={() => toast.dismiss(id)}
        />
      ),
      // A toast nobody could see must still be there when they come back.
      { duration: document.visibilityState === 'visible' ? SHOWN_MS : Number.POSITIVE_INFINITY },
    );
  });

  return null;
}
