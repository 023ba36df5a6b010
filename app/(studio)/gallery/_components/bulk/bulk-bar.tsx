'use client';

import { Columns2, Download, FolderInput, Heart, HeartOff, Trash2, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { LazyPopup } from '@/components/ui/lazy-popup';
import { useBulk } from './use-bulk';

const loadTopicPicker = () =>
  import('@/app/(studio)/gallery/_components/topics/topic-picker').then((module) => module.TopicPicker);

interface Props {
  /** The selected pictures, in order. */
  ids: readonly string[];
  /** Ends the selection. */
  onClear: () => void;
  /** How many there are of what is searched for, loaded or not. */
  total: number;
  onSelectAll: () => Promise<void>;
  /** Opens the first of them against the others. */
  onCompare: () => void;
}

/** What to do with the selected pictures. */
export function BulkBar({ ids, total, onSelectAll, onClear, onCompare }: Props) {
  const t = useTranslations('gallery');
  const { store } = usePictureTasks();
  const bulk = useBulk();
  const [busy, setBusy] = useState(false);
  const none = ids.length === 0;
  const allFavourite = !none && ids.every((id) => store.picture(id)?.images[0]?.favourite);

  async function during<T>(work: Promise<T>): Promise<T> {
    setBusy(true);
    const done = await work;
    setBusy(false);
    return done;
  }
  async function moveBy(moving: Promise<boolean>) {
    if (await during(moving)) onClear();
  }

  return (
    <div className="pointer-events-none fixed inset-x-3 bottom-4 z-20 flex justify-center lg:left-58">
      <section
        aria-label={t('selectionActions')}
        aria-busy={busy}
        className="pointer-events-auto flex max-w-full animate-rise items-center gap-0.5 rounded-2xl border border-hairline-strong bg-surface p-1.5 shadow-lift max-sm:gap-0 max-sm:p-1"
      >
        <IconButton label={t('selectionClear')} onClick={onClear}>
          <X aria-hidden />
        </IconButton>
        <p role="status" className="mr-1 min-w-0 truncate px-1 text-[0.8125rem] max-sm:mr-0 max-sm:px-0.5">
          {none ? t('selectionNone') : t('selected', { count: ids.length })}
        </p>
        {total > ids.length ? (
          <Button size="sm" variant="ghost" disabled={busy} onClick={() => void during(onSelectAll())}>
            {t('selectAll', { count: total })}
          </Button>
        ) : null}
        <IconButton
          label={t(allFavourite ? 'unfavourite' : 'favourite')}
          disabled={none || busy}
          onClick={() => void during(bulk.setFavourite(ids, !allFavourite))}
        >
          {allFavourite ? <HeartOff aria-hidden /> : <Heart aria-hidden />}
        </IconButton>
        <LazyPopup
          kind="search"
          load={loadTopicPicker}
          popup={{
            label: t('move'),
            side: 'top',
            onChoose: (topic) => void moveBy(bulk.move(ids, topic)),
            onCreate: (title) => void moveBy(bulk.moveToNew(ids, title)),
          }}
          trigger={
            <IconButton label={t('move')} disabled={none || busy}>
              <FolderInput aria-hidden />
            </IconButton>
          }
        />
        <IconButton
          label={t('compare')}
          disabled={ids.length < 2}
          onClick={onCompare}
          className="max-sm:hidden"
        >
          <Columns2 aria-hidden />
        </IconButton>
        <IconButton label={t('download')} disabled={none} onClick={() => bulk.download(ids)}>
          <Download aria-hidden />
        </IconButton>
        <IconButton
          label={t('delete')}
          disabled={none || busy}
          variant="danger"
          onClick={() => {
            bulk.remove(ids);
            onClear();
          }}
        >
          <Trash2 aria-hidden />
        </IconButton>
      </section>
    </div>
  );
}
