import { NextIntlClientProvider } from 'next-intl';
import { type ComponentProps, type ReactNode, useState } from 'react';
import { CardVisibility } from '@/components/gallery/card-visibility';
import { GalleryContext } from '@/components/gallery/gallery-context';
import { ServerClock } from '@/components/gallery/server-clock';
import type { TaskStore } from '@/components/gallery/task-store';
import { TaskPoller } from '@/components/polling/task-poller';
import { Toasts } from '@/components/ui/toasts';
import messages from '@/messages/en.json';

type Gallery = NonNullable<ComponentProps<typeof GalleryContext>['value']>;

interface Props extends Partial<Pick<Gallery, 'onReuse' | 'onOpen' | 'visibility' | 'poller'>> {
  store: TaskStore;
  /** The database's time when the page was painted. */
  now?: string;
  children: ReactNode;
}

const ignore = () => undefined;

/** What every component of the generator page stands in, with the real messages. */
export function GalleryFrame({ store, now = '2026-01-01T10:00:10.000Z', children, ...given }: Props) {
  const [gallery] = useState<Gallery>(() => {
    const clock = new ServerClock(now);
    return {
      store,
      clock,
      poller: new TaskPoller({ account: 'a', store, clock }),
      visibility: new CardVisibility(),
      onReuse: ignore,
      onOpen: ignore,
      ...given,
    };
  });
  return (
    <NextIntlClientProvider locale="en" messages={messages} timeZone="UTC">
      <GalleryContext value={gallery}>{children}</GalleryContext>
      <Toasts />
    </NextIntlClientProvider>
  );
}
