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
import { useTabIndex } from '@/components/ui/keyboard/tab-stop';
import { toast } from '@/components/ui/toast';
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
      <BatchAction name={t('settingsOnlyNamed', { prompt })} onClick={() => onReuse('settings', what)}>
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

type Whole = Awaited<ReturnType<typeof loadWhole>>;

/** Returns the function that does something with a whole batch, by code that is loaded with the first key, and whether it is being done. */
function useWholeBatch(): { run: (act: (whole: Whole, desk: Desk) => Promise<void>) => void; busy: boolean } {
  const { polled: store, clock, poller } = usePictureTasks();
  const [busy, setBusy] = useState(false);
  useEffect(() => preload(loadWhole), []);

  async function run(act: (whole: Whole, desk: Desk) => Promise<void>) {
    setBusy(true);
    const whole = await loadWhole().catch(() => null);
    if (whole) await act(whole, { store, clock, poller });
    else reportLostPart(loadWhole, () => void run(act));
    setBusy(false);
  }

  return { run: (act) => void run(act), busy };
}

type Desk = Parameters<Whole['cancelBatch']>[1];

/** Asks again for what failed or was canceled, with its price. */
function TryBatchAgain({ row, lost }: Pick<BatchActionsProps, 'row' | 'lost'>) {
  const t = useTranslations('feed');
  const errors = useTranslations('errors');
  const refreshCredits = useRefreshCredits();
  const { run, busy } = useWholeBatch();
  const price = versionPrice(row);

  const tryAgain = () =>
    run(async ({ tryBatchAgain }, desk) => {
      const refused = await tryBatchAgain(row, desk);
      if (refused) toast.error(errors(refused.code));
      void refreshCredits();
    });

  return (
    <BatchAction
      name={t('tryAgainNamed', { count: lost, prompt: row.prompt })}
      busy={busy}
      onClick={tryAgain}
    >
      {price === null
        ? t('tryAgain', { count: lost })
        : t('tryAgainPriced', { count: lost, credits: price * lost })}
    </BatchAction>
  );
}

/** Cancels what is open of a batch of several. */
export function CancelBatch({ row }: Pick<BatchActionsProps, 'row'>) {
  const t = useTranslations('feed');
  const { run, busy } = useWholeBatch();
  if (row.batchId === null || row.slots.length < 2) return null;

  const cancel = () =>
    run(async ({ cancelBatch }, desk) => {
      if (!(await cancelBatch(row, desk))) toast.error(t('cancelAllFailed'));
    });

  return (
    <BatchAction name={t('cancelAllNamed', { prompt: row.prompt })} busy={busy} onClick={cancel}>
      {t('cancelAll')}
    </BatchAction>
  );
}

type BatchActionProps = {
  /** What it does and to what: the word alone stands in every batch. */
  name: string;
  /** It is being done: keeps its focus and takes no press. */
  busy?: boolean;
  children: ReactNode;
} & ({ onClick: () => void } | { /** A file to save. */ href: string });

const LOOK =
  '-mx-1.5 inline-flex items-center rounded-lg px-1.5 text-muted transition-colors duration-150 hover:text-foreground aria-disabled:opacity-50 pointer-coarse:min-h-11';

function BatchAction({ name, busy = false, children, ...does }: BatchActionProps) {
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
        className={LOOK}
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
      className={LOOK}
    >
      {children}
    </button>
  );
}
