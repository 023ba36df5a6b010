'use client';

import { useFormatter, useNow, useTranslations } from 'next-intl';
import useSWR from 'swr';
import { Skeleton } from '@/components/ui/skeleton';
import { fetchCredits } from './fetch-credits';

/** The balance is in the key, so that a change of it asks for the entries again. */
const historyKey = (balance: number) => ['/api/credits?limit=6', balance] as const;

const KINDS = ['grant', 'charge', 'refund', 'adjustment'] as const;

/** The last entries of the ledger. */
export function CreditsHistory({ balance }: { balance: number }) {
  const t = useTranslations('credits');
  const format = useFormatter();
  const now = useNow();
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
            <span>{t(kind)}</span>
            <span className="flex-1 text-muted">{format.relativeTime(new Date(entry.createdAt), now)}</span>
            <span className="numeric">{format.number(entry.amount, { signDisplay: 'exceptZero' })}</span>
          </li>
        );
      })}
    </ul>
  );
}
