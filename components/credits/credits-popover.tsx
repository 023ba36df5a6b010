'use client';

import Link from 'next/link';
import { useFormatter, useTranslations } from 'next-intl';
import { type ComponentProps, useState } from 'react';
import useSWR from 'swr';
import { TimeAgo } from '@/components/tasks/time-ago';
import { cn } from '@/components/ui/class-names';
import { Popover } from '@/components/ui/popover';
import { GetMoreButton } from './get-more-button';
import { fetchCredits } from './use-credits';

interface Props {
  balance: number;
  getMore: (() => Promise<boolean>) | undefined;
}

/** What credits were spent on, and where there are more. */
export function CreditsPopover({ balance, getMore }: Props) {
  const t = useTranslations('credits');
  const [open, setOpen] = useState(false);
  return (
    <Popover open={open} onOpenChange={setOpen} side="top" title={t('title')}>
      {open ? <CreditsHistory balance={balance} onLeave={() => setOpen(false)} /> : null}
      {getMore ? <GetMoreButton action={getMore} /> : null}
    </Popover>
  );
}

/** The balance is in the key, so that a change of it asks for the entries again. */
const historyKey = (balance: number) => ['/api/credits?limit=6', balance] as const;

const KINDS = ['grant', 'charge', 'refund', 'adjustment'] as const;

/** The last entries of the ledger. */
function CreditsHistory({ balance, onLeave }: { balance: number; onLeave: () => void }) {
  const t = useTranslations('credits');
  const format = useFormatter();
  const { data, error } = useSWR(historyKey(balance), ([path]) => fetchCredits(path), {
    keepPreviousData: true,
  });
  if (error && !data) return <p className="text-muted">{t('failed')}</p>;
  if (!data) return <Skeleton className="h-5 rounded-md" />;
  if (data.entries.length === 0) return <p className="text-muted">{t('empty')}</p>;
  return (
    <ul className="flex flex-col gap-1.5 text-[0.8125rem]">
      {data.entries.map((entry) => {
        const kind = KINDS.find((known) => known === entry.kind) ?? 'adjustment';
        return (
          <li key={`${entry.createdAt} ${entry.taskId} ${entry.kind}`} className="flex items-baseline gap-2">
            {entry.hasPicture && entry.taskId ? (
              <Link
                href={`/gallery/${entry.taskId}`}
                prefetch={false}
                onClick={onLeave}
                className="rounded underline underline-offset-2 pointer-coarse:py-3"
              >
                {t(kind)}
              </Link>
            ) : (
              <span>{t(kind)}</span>
            )}
            <TimeAgo time={entry.createdAt} className="flex-1 text-muted" />
            <span className="numeric">{format.number(entry.amount, { signDisplay: 'exceptZero' })}</span>
          </li>
        );
      })}
    </ul>
  );
}

/** Holds the place of something that is coming, in its exact size. */
function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return <div aria-hidden {...props} className={cn('animate-safelight bg-raised', className)} />;
}
