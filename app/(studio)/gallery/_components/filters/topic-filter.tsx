'use client';

import { useTranslations } from 'next-intl';
import { loadTopicPicker } from '@/app/(studio)/gallery/_components/topics/load-topic-picker';
import { chipClass } from '@/components/ui/chip-class';
import { OnDemand } from '@/components/ui/on-demand';

interface Props {
  topicId: string;
  title: string;
  onChange: (topicId: string) => void;
}

/** One topic alone, found by typing. */
export function TopicFilter({ topicId, title, onChange }: Props) {
  const t = useTranslations('gallery');
  return (
    <OnDemand
      kind="search"
      load={loadTopicPicker}
      popup={{ label: t('topic'), value: topicId, onChoose: ({ id }) => onChange(id) }}
      trigger={
        <button type="button" aria-label={`${t('topic')}: ${title || t('anyTopic')}`} className={chipClass}>
          <span>{t('topic')}</span>
          {topicId ? <span className="max-w-32 truncate font-medium text-foreground">{title}</span> : null}
        </button>
      }
    />
  );
}
