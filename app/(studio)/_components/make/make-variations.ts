import type { useTranslations } from 'next-intl';
import { variationsOf } from '@/app/(studio)/_components/draft/reuse';
import { toOrder, topicOf } from '@/app/(studio)/image-generator/_components/composer/order';
import { priceOf } from '@/components/outbox/order';
import type { Outbox } from '@/components/outbox/outbox';
import type { PictureStore } from '@/components/pictures/feed/picture-store';
import type { MakeKind, Reusable } from '@/components/pictures/pictures-context';
import { toast } from '@/components/ui/toast';

export interface Maker {
  outbox: Outbox;
  store: PictureStore;
  /** Shows a card. */
  view: (taskId: string) => void;
  t: ReturnType<typeof useTranslations<never>>;
}

/** Sends variations of a picture as everything is sent. A refusal has its card in the feed; on a page without it, it is told. */
export function makeVariations({ outbox, store, view, t }: Maker, kind: MakeKind, what: Reusable): void {
  const order = { ...toOrder(variationsOf(kind, what)), ...topicOf(what, store) };
  const [first = ''] = order.taskIds;
  const shown = toast(t(`toasts.${kind}`, { count: order.taskIds.length }), {
    description: t('toasts.charged', { credits: priceOf(order) }),
    action: { label: t('toasts.view'), onClick: () => view(first) },
  });
  const unsubscribe = outbox.subscribeAnswers((sending, answer) => {
    if (sending.order !== order) return;
    unsubscribe();
    if (!('error' in answer)) return;
    toast.dismiss(shown);
    if (!location.pathname.startsWith('/image-generator')) toast.error(t(`errors.${answer.error.code}`));
  });
  outbox.send(order);
}
