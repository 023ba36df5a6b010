'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useState } from 'react';
import { useRefreshCredits } from '@/components/credits/use-credits';
import { reportLostPart } from '@/components/notices/page-notices';
import type { FeedRow } from '@/components/pictures/feed/feed-rows';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { saveFile } from '@/components/pictures/picture-files';
import { usePictures } from '@/components/pictures/pictures-context';
import { useDelete } from '@/components/pictures/use-delete';
import { versionPrice } from '@/components/pictures/version-price';
import { cn } from '@/components/ui/class-names';
import { useTabIndex } from '@/components/ui/keyboard/tab-stop';
import { preload } from '@/components/ui/use-lazy';

interface BatchActionsProps {
  row: FeedRow;
  ready: number;
  /** So many slots came to nothing with their last version. */
  lost: number;
}

/** What can be done with a whole batch once nothing of it is open. */
export function BatchActions({ row, ready, lost }: BatchActionsProps) {
  const t = useTranslations('feed');
  const { onReuse } = usePictures();
  const remove = useDelete();
  const { batchId, prompt, model, settings } = row;
  const what = { prompt, model, settings, count: row.slots.length };
  return (
    <>
      {lost > 0 && row.slots.length > 1 ? <TryBatchAgain row={row} lost={lost} /> : null}
      <BatchAction name={t('reuseNamed', { prompt })} onClick={() => onReuse('everything', what)}>
        {t('reuse')}
      </BatchAction>
      <BatchAction
        name={t('settingsOnlyNamed', { prompt })}
        onClick={() => onReuse('settings', what)}
        // One line for all, in both languages; the menu of a card has it too.
        className="@max-[20rem]/batch:hidden"
      >
        {t('settingsOnly')}
      </BatchAction>
      {batchId && ready > 0 ? (
        <BatchAction name={t('downloadAllNamed', { prompt })} href={`/api/batches/${batchId}/download`}>
          {t('downloadAll')}
        </BatchAction>
      ) : null}
      <BatchAction
        name={t('deleteNamed', { prompt })}
        onClick={() => remove(row.slots.flatMap((slot) => slot.versions))}
      >
        {t('delete')}
      </BatchAction>
    </>
  );
}

const loadWhole = () => import('./whole-batch');

interface WholeBatchProps {
  row: FeedRow;
  act: 'cancelBatch' | 'tryBatchAgain';
  name: string;
  children: ReactNode;
}

/** Does something with all of a batch, by code that is loaded with the first key. */
function WholeBatch({ row, act, name, children }: WholeBatchProps) {
  const t = useTranslations();
  const { polled: store, clock, poller } = usePictureTasks();
  const refreshCredits = useRefreshCredits();
  const [busy, setBusy] = useState(false);
  useEffect(() => preload(loadWhole), []);

  function press() {
    setBusy(true);
    loadWhole()
      .then(
        (whole) => whole[act](row, { store, clock, poller, t, refreshCredits }),
        () => reportLostPart(loadWhole, press),
      )
      .finally(() => setBusy(false));
  }

  return (
    <BatchAction name={name} busy={busy} onClick={press}>
      {children}
    </BatchAction>
  );
}

/** Asks again for what failed or was canceled, with its price. */
function TryBatchAgain({ row, lost: count }: Pick<BatchActionsProps, 'row' | 'lost'>) {
  const t = useTranslations('feed');
  const price = versionPrice(row);
  return (
    <WholeBatch row={row} act="tryBatchAgain" name={t('tryAgainNamed', { count, prompt: row.prompt })}>
      {price === null ? t('tryAgain', { count }) : t('tryAgainPriced', { count, credits: price * count })}
    </WholeBatch>
  );
}

/** Cancels what is open of a batch of several. */
export function CancelBatch({ row }: Pick<BatchActionsProps, 'row'>) {
  const t = useTranslations('feed');
  if (row.batchId === null || row.slots.length < 2) return null;
  return (
    <WholeBatch row={row} act="cancelBatch" name={t('cancelAllNamed', { prompt: row.prompt })}>
      {t('cancelAll')}
    </WholeBatch>
  );
}

type BatchActionProps = {
  /** What it does and to what: the word alone stands in every batch. */
  name: string;
  className?: string;
  /** It is being done: keeps its focus and takes no press. */
  busy?: boolean;
  children: ReactNode;
} & ({ onClick: () => void } | { /** A file to save. */ href: string });

const LOOK =
  '-mx-1.5 inline-flex items-center rounded-lg px-1.5 text-muted transition-colors duration-150 hover:text-foreground aria-disabled:opacity-50 pointer-coarse:min-h-11';

function BatchAction({ name, className, busy = false, children, ...does }: BatchActionProps) {
  const tabIndex = useTabIndex();
  if ('href' in does) {
    return (
      <a
        href={does.href}
        tabIndex={tabIndex}
        download=""
        aria-label={name}
        onClick={(event) => {
          event.preventDefault();
          void saveFile(does.href);
        }}
        className={cn(LOOK, className)}
      >
        {children}
      </a>
    );
  }
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      aria-label={name}
      aria-disabled={busy || undefined}
      onClick={busy ? undefined : does.onClick}
      className={cn(LOOK, className)}
    >
      {children}
    </button>
  );
}
