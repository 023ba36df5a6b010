'use client';

import { ArrowLeft } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Picture } from '@/components/gallery/slot-state';
import { Button } from '@/components/ui/button';
import { LightboxShortcuts } from './lightbox-shortcuts';
import { useFacts } from './use-facts';

interface Props {
  picture: Picture;
  /** Null for a picture that is not among those it goes through. */
  counter: string | null;
  /** Leads back to the picture that this one was opened from. */
  onBack: (() => void) | undefined;
  /** Where it comes from, its versions, and what can be done with it. */
  children: ReactNode;
}

/** Prompt and settings beside the picture. */
export function LightboxDetails({ picture: { task, image }, counter, onBack, children }: Props) {
  const t = useTranslations('lightbox');
  const facts = useFacts(task, image);
  return (
    <div className="flex shrink-0 flex-col gap-5 p-5 pt-3 lg:w-84 lg:overflow-y-auto lg:pl-2">
      <div className="flex min-h-9 items-center gap-2 pr-10 pointer-coarse:pr-14">
        {counter ? <p className="numeric text-[0.8125rem] text-muted">{counter}</p> : null}
        {onBack ? (
          <Button size="sm" onClick={onBack}>
            <ArrowLeft aria-hidden /> {t('back')}
          </Button>
        ) : null}
        <div className="ml-auto">
          <LightboxShortcuts />
        </div>
      </div>
      <section aria-label={t('prompt')}>
        <p className="whitespace-pre-wrap text-pretty text-[0.9375rem] leading-relaxed">{task.prompt}</p>
      </section>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-[0.8125rem]">
        {facts.map(({ name, value }) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="wrap-anywhere text-right">{value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </div>
  );
}
