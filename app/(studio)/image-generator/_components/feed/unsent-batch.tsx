'use client';

import Link from 'next/link';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { useStudio } from '@/app/(studio)/_components/studio-context';
import { GetMoreButton } from '@/components/credits/get-more-button';
import type { Order } from '@/components/outbox/order';
import { useOutbox } from '@/components/outbox/outbox-context';
import type { Sending } from '@/components/outbox/sending';
import { type Reusable, usePictures } from '@/components/pictures/pictures-context';
import { useNow } from '@/components/tasks/tasks-context';
import { Button } from '@/components/ui/button';
import { buttonClass } from '@/components/ui/button-class';
import { findModel } from '@/lib/providers/catalogue';

/** An order that was not taken, in the place of its batch: why, whether it goes by itself, and what a person can do. */
export function UnsentBatch({ sending }: { sending: Sending }) {
  const t = useTranslations('outbox');
  const { key, order, state } = sending;
  const { onReuse } = usePictures();
  const { draft, getMore } = useStudio();
  const outbox = useOutbox();
  const headingId = useId();
  const signIn = state.is === 'refused' && state.code === 'unauthenticated';

  function edit() {
    onReuse('everything', reusableOf(order));
    draft.retain();
    outbox.discard(key);
  }

  async function getMoreAndSend(more: () => Promise<boolean>): Promise<boolean> {
    const got = await more();
    if (got) outbox.sendAgain(key);
    return got;
  }

  return (
    <article
      aria-labelledby={headingId}
      className="flex animate-rise flex-col gap-2.5 rounded-xl border border-hairline-strong border-dashed px-4 py-3.5"
    >
      <header className="flex flex-wrap items-baseline gap-x-3.5 gap-y-0.5">
        <h2 id={headingId} dir="auto" className="line-clamp-3 min-w-0 text-[0.9375rem] leading-6">
          {order.prompt}
        </h2>
        <p className="text-[0.8125rem] text-muted leading-6">
          {findModel(order.model)?.label ?? order.model} · {order.aspectRatio} · {order.imageSize} ·{' '}
          {t('count', { count: order.taskIds.length })}
        </p>
      </header>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <p role={state.is === 'refused' ? 'alert' : 'status'} className="min-w-48 flex-1 text-pretty">
          <Why sending={sending} />
        </p>
        {state.is === 'refused' && state.code === 'insufficient_credits' && getMore ? (
          <GetMoreButton bare action={() => getMoreAndSend(getMore)} />
        ) : null}
        {signIn ? (
          <Link href="/login?next=/image-generator" className={buttonClass({ size: 'sm' })}>
            {t('signIn')}
          </Link>
        ) : (
          <Button size="sm" onClick={() => outbox.sendAgain(key)}>
            {t(state.is === 'waiting' ? 'sendNow' : 'sendAgain')}
          </Button>
        )}
        <Button size="sm" onClick={edit}>
          {t('edit')}
        </Button>
        <Button size="sm" variant="ghost" onClick={() => outbox.discard(key)}>
          {t('discard')}
        </Button>
      </div>
    </article>
  );
}

function Why({ sending: { state } }: { sending: Sending }) {
  const t = useTranslations('outbox');
  const errors = useTranslations('errors');
  if (state.is === 'sending') return null;
  const { code } = state;
  if (state.is === 'refused') {
    const { required, balance } = state.details;
    if (code === 'insufficient_credits' && typeof required === 'number' && typeof balance === 'number')
      return `${t('insufficient', { required, balance })} ${t('fewerImages')}`;
    return code === 'not_found' ? t('partDeleted') : errors(code);
  }
  return (
    <>
      {code === 'rate_limited' || code === 'network' ? t(`waiting.${code}`) : t('waiting.other')}{' '}
      <span className="tabular-nums" aria-hidden>
        <Countdown until={state.until} />
      </span>
    </>
  );
}

function Countdown({ until }: { until: number }) {
  const t = useTranslations('outbox');
  const seconds = Math.ceil((until - useNow(1000)) / 1000);
  return seconds > 0 ? t('goesIn', { seconds }) : t('goesNow');
}

function reusableOf({ prompt, model, taskIds, parentId, ...order }: Order): Reusable {
  const { aspectRatio, imageSize, seed, negativePrompt, referenceIds } = order;
  return {
    prompt,
    model,
    count: taskIds.length,
    settings: {
      aspectRatio,
      imageSize,
      ...(seed !== undefined && { seed }),
      ...(negativePrompt && { negativePrompt }),
      ...(referenceIds && { referenceIds }),
    },
    ...(parentId && { parentId }),
  };
}
