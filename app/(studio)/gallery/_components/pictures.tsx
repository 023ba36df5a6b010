'use client';

import { SquareCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useRef, useState, useSyncExternalStore } from 'react';
import { PictureSizeSlider } from '@/components/pictures/picture-size';
import { Button } from '@/components/ui/button';
import { LazyPart } from '@/components/ui/lazy-part';
import { BulkBar } from './bulk/bulk-bar';
import { ActiveFilters } from './filters/active-filters';
import { FilterBar } from './filters/filter-bar';
import { NO_FILTERS } from './filters/gallery-filters';
import type { Filters } from './filters/use-filters';
import { EmptyGallery, ListEnd, ListStatus } from './list/list-states';
import { type GridHandle, PictureGrid } from './list/picture-grid';
import type { PictureList } from './list/picture-list';
import { useShownIds } from './list/use-shown-ids';
import { useSelection } from './selection/selection';
import { useTopicTitle } from './topics/use-topic-choices';

interface Props extends Filters {
  list: PictureList;
  /** The picture in the lightbox. */
  opened: string | null;
  onShow: (taskId: string) => void;
  onClose: () => void;
}

const loadLightbox = () =>
  import('@/components/pictures/lightbox/lightbox').then((module) => module.Lightbox);

/** So many pictures before the last one that is loaded, the lightbox asks for more. */
const PICTURES_AHEAD = 5;

/** The page: what to show, the pictures, what to do with the selected ones, and the one that is looked at. */
export function Pictures({ filters, query, change, list, opened, onShow, onClose }: Props) {
  const t = useTranslations('gallery');
  const {
    ids: loaded,
    total,
    cursor,
    loading,
    failed,
  } = useSyncExternalStore(list.subscribe, list.state, list.state);
  const ids = useShownIds(list, filters);
  const { selection, chosen, selecting, select, begin, end } = useSelection(ids, query);
  const grid = useRef<GridHandle>(null);
  const [compared, setCompared] = useState<readonly string[]>([]);
  const bar = { filters, topicTitle: useTopicTitle(filters.topicId), onChange: change };
  const complete = cursor === null;
  // Without those that were deleted or moved away since.
  const count = complete ? ids.length : (total ?? 0) - loaded.length + ids.length;
  const nothing = ids.length === 0 && complete && loading === null;

  function show(taskId: string) {
    onShow(taskId);
    if (ids.indexOf(taskId) >= ids.length - PICTURES_AHEAD) list.more();
  }

  function close(taskId: string) {
    onClose();
    setCompared([]);
    // After the dialog has given the focus back to where it was before.
    requestAnimationFrame(() => grid.current?.view(taskId));
  }

  function compare() {
    const [first] = chosen;
    if (!first) return;
    setCompared(chosen);
    onShow(first);
  }

  function endFromBar() {
    end();
    requestAnimationFrame(() => grid.current?.focus());
  }

  return (
    <div className="flex flex-col gap-3 px-3 pb-24 lg:px-8">
      <div className="sticky top-0 z-10 -mx-3 bg-background px-3 pt-3 pb-2 lg:-mx-8 lg:px-8 lg:pt-5">
        <FilterBar {...bar}>
          <PictureSizeSlider className="max-sm:hidden" />
          <Button className="h-10!" aria-pressed={selecting} onClick={selecting ? end : begin}>
            <SquareCheck aria-hidden />
            <span className="max-sm:sr-only">{selecting ? t('selectDone') : t('select')}</span>
          </Button>
        </FilterBar>
      </div>
      <ActiveFilters {...bar} />
      <ListStatus shown={ids.length} loading={loading !== null || failed === 'query'} complete={complete} />
      {failed === 'query' || nothing ? (
        <EmptyGallery
          why={failed === 'query' ? 'failed' : query ? 'nothing' : 'none'}
          onClear={() => change({ ...NO_FILTERS, sort: filters.sort })}
          onRetry={list.retry}
        />
      ) : (
        <PictureGrid
          ids={ids}
          complete={complete}
          busy={loading === 'query'}
          selection={selection}
          selecting={selecting}
          onSelect={select}
          onClear={end}
          onOpen={show}
          onNearEnd={list.more}
          handle={grid}
        />
      )}
      {complete || failed === 'query' ? null : (
        <ListEnd
          loading={loading === 'more'}
          failed={failed === 'more'}
          onMore={list.more}
          onRetry={list.retry}
        />
      )}
      {selecting ? <BulkBar ids={chosen} onClear={endFromBar} onCompare={compare} /> : null}
      {opened ? (
        <LazyPart
          load={loadLightbox}
          part={{
            taskId: opened,
            pictures: ids,
            total: count,
            compares: compared.length > 0,
            among: compared,
            onShow: show,
            onClose: () => close(opened),
          }}
          onLost={onClose}
          onAgain={() => onShow(opened)}
        />
      ) : null}
    </div>
  );
}
