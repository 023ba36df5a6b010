'use client';

import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Reference } from '@/components/references/reference';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { ModelEntry } from '@/lib/providers/catalogue';
import type { FileFault } from './choose-files';
import type { useReferences } from './use-references';

interface ReferenceNoticesProps {
  references: readonly Reference[];
  actions: ReturnType<typeof useReferences>;
  model: ModelEntry;
}

/** What is wrong with files and references, each with the way on. */
export function ReferenceNotices({ references, actions, model }: ReferenceNoticesProps) {
  const t = useTranslations('references');
  const errors = useTranslations('errors');
  const failed = references.filter((reference) => reference.status === 'failed');
  const gone = references.filter(({ status }) => status === 'gone').length;

  function sentence(fault: FileFault): string {
    return fault.why === 'tooMany'
      ? t('tooMany', { model: model.label, max: model.maxReferences, count: fault.count })
      : t(fault.why, { name: fault.name });
  }

  return (
    <div className="flex flex-col gap-2">
      {actions.faults.length > 0 ? (
        <Notice
          text={actions.faults.map((fault) => (
            <span key={sentence(fault)} className="block">
              {sentence(fault)}
            </span>
          ))}
        >
          <IconButton size="sm" label={t('dismiss')} onClick={() => actions.setFaults([])}>
            <X aria-hidden />
          </IconButton>
        </Notice>
      ) : null}
      {failed.map((reference) => (
        <Notice
          key={reference.key}
          text={`${t('notUploaded', { name: reference.name ?? t('unnamed') })} ${errors(reference.fault)}`}
        >
          <Button size="sm" onClick={() => void actions.retry(reference)}>
            {t('tryAgain')}
          </Button>
          <Button size="sm" variant="ghost" onClick={() => actions.remove(reference)}>
            {t('discard')}
          </Button>
        </Notice>
      ))}
      {gone > 0 ? (
        <Notice text={t('goneNotice', { count: gone })}>
          <Button size="sm" onClick={actions.removeGone}>
            {t('discard')}
          </Button>
        </Notice>
      ) : null}
    </div>
  );
}

function Notice({ text, children }: { text: ReactNode; children: ReactNode }) {
  return (
    <div
      role="alert"
      className="flex animate-rise flex-wrap items-center gap-x-2 gap-y-1 rounded-lg border border-danger/35 bg-danger/8 py-1.5 pr-2 pl-3.5"
    >
      <p className="min-w-48 flex-1 text-pretty">{text}</p>
      {children}
    </div>
  );
}
