import { NextIntlClientProvider } from 'next-intl';
import { type ComponentProps, type ReactNode, useMemo, useState } from 'react';
import { SWRConfig } from 'swr';
import { BALANCE_CACHE_KEY } from '@/components/credits/use-credits';
import { Outbox } from '@/components/outbox/outbox';
import { OutboxContext } from '@/components/outbox/outbox-context';
import { CardVisibility } from '@/components/pictures/card-visibility';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { PicturesContext } from '@/components/pictures/pictures-context';
import { ServerClock } from '@/components/tasks/server-clock';
import { TaskPoller } from '@/components/tasks/task-poller';
import type { TaskStore } from '@/components/tasks/task-store';
import { TasksContext } from '@/components/tasks/tasks-context';
import { Toasts } from '@/components/ui/toasts';
import messages from '@/messages/en.json';

type Pictures = NonNullable<ComponentProps<typeof PicturesContext>['value']>;

interface Props extends Partial<Pictures> {
  store: TaskStore;
  poller?: TaskPoller;
  balance?: number;
  /** The database's time when the page was painted. */
  now?: string;
  children: ReactNode;
}

const ignore = () => undefined;

/** What every component of the studio's pages stands in, with the real messages. */
export function StudioFrame({
  store,
  now = '2026-01-01T10:00:10.000Z',
  balance = 100,
  children,
  ...given
}: Props) {
  const [{ tasks, pictures, outbox }] = useState(() => {
    const clock = new ServerClock(now);
    const {
      poller = new TaskPoller({ account: 'a', store, clock }),
      visibility = new CardVisibility(),
      onReuse = ignore,
      onMake = ignore,
      onOpen = ignore,
    } = given;
    const outbox = store instanceof PictureStore ? new Outbox({ store, clock, poller }) : null;
    return { tasks: { store, clock, poller }, pictures: { visibility, onReuse, onMake, onOpen }, outbox };
  });
  const fallback = useMemo(
    () => ({ fallback: { [BALANCE_CACHE_KEY]: { balance, entries: [], nextCursor: null } } }),
    [balance],
  );
  return (
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <TasksContext value={tasks}>
        <PicturesContext value={pictures}>
          <OutboxContext value={outbox}>
            <SWRConfig value={fallback}>{children}</SWRConfig>
          </OutboxContext>
        </PicturesContext>
      </TasksContext>
      <Toasts />
    </NextIntlClientProvider>
  );
}
