'use client';

import { useEffect, useEffectEvent, useRef } from 'react';
import { useTasks } from '@/components/tasks/tasks-context';
import { toast } from '@/components/ui/toast';
import type { PictureTask } from '@/lib/generation/schema';
import { FinishedToast, summarise, useFinishedTitle } from './finished-toast';
import { useTabSignal } from './tab-signal';

const SHOWN_MS = 9000;

interface Props {
  /** All that have finished out of sight, the latest last. */
  finished: readonly PictureTask[];
  onView: (taskId: string) => void;
}

/** Tells about them: in the page, in the tab, and by the browser if it may. */
export function NotifyFinished({ finished, onView }: Props) {
  const { poller } = useTasks();
  const title = useFinishedTitle();
  const signal = useTabSignal();
  const toldOf = useRef(0);
  // What the toast on screen tells of: what comes while it is there joins it.
  const told = useRef<readonly PictureTask[]>([]);
  // Sonner drops a toast that comes under the id of one that is just leaving.
  const serial = useRef(0);

  function forget() {
    told.current = [];
    serial.current += 1;
  }

  const tell = useEffectEvent((all: readonly PictureTask[]) => {
    const tasks = all.slice(toldOf.current);
    toldOf.current = all.length;
    const latest = summarise(tasks);
    if (!latest) return;
    told.current = [...tasks, ...told.current];
    const summary = summarise(told.current) ?? latest;
    const view = () => onView(latest.leading.taskId);
    signal(latest.ready.length + latest.failed.length);
    // One tab for all; and a tab that can be seen takes the lead.
    if (poller.leads) notifyBrowser(title(summary), latest.leading.images[0]?.thumbUrl, view);
    toast.custom(
      (id) => (
        <FinishedToast
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
        id: `finished-${serial.current}`,
        // One that nobody could see must still be there when they come back.
        duration: document.visibilityState === 'visible' ? SHOWN_MS : Number.POSITIVE_INFINITY,
        onDismiss: forget,
        onAutoClose: forget,
      },
    );
  });
  useEffect(() => tell(finished), [finished]);

  return null;
}

/** A notification of the browser, if the person has allowed it and is not looking; a click brings them back. */
function notifyBrowser(title: string, icon: string | undefined, onClick: () => void): void {
  if (document.visibilityState === 'visible') return;
  if (!('Notification' in window) || Notification.permission !== 'granted') return;
  try {
    const notification = new Notification(title, { tag: 'darkroom', ...(icon && { icon }) });
    notification.onclick = () => {
      window.focus();
      onClick();
      notification.close();
    };
  } catch (error) {
    // Chrome on Android has the name but allows it to service workers only.
    console.info('This browser shows no notifications from a page.', error);
  }
}
