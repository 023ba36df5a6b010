'use client';

import { SquareCheck } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useRef, useState, useSyncExternalStore } from 'react';
import { flushSync } from 'react-dom';
import { isDeleted } from '@/components/pictures/feed/feed-rows';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { downloadImage } from '@/components/pictures/picture-files';
import { PictureSizeSlider } from '@/components/pictures/picture-size-slider';
import { Button } from '@/components/ui/button';
import { LazyPart } from '@/components/ui/lazy-part';
import { toast } from '@/components/ui/toast';
import type { GalleryIdsResponse } from '@/lib/gallery/schema';
import { callApi } from '@/lib/http/call-api';
import { BulkBar } from './bulk/bulk-bar';
import { useBulk } from './bulk/use-bulk';
import { ActiveFilters } from './filters/active-filters';
import { FilterBar } from './filters/filter-bar';
import { NO_FILTERS } from './filters/gallery-filters';
import type { Filters } from './filters/use-filters';
import { EmptyGallery, ListEnd, ListStatus } from './list/list-states';
import { type GridHandle, PictureGrid } from './list/picture-grid';
import type { PictureList } from './list/picture-list';
import { useShownIds } from './list/use-shown-ids';
import { useSelection } from './selection/selection';
import type { QuickAction } from './selection/use-grid-keys';
import { useTopicTitle } from './topics/use-topic-choices';

/** Escape ends selecting from wherever the focus is, but where it closes something else. */
function useEscape(active: boolean, onEscape: () => void): void {
  const end = useEffectEvent(onEscape);
  useEffect(() => {
    if (!active) return;
    function listen(event: KeyboardEvent) {
      const inside = event.target instanceof Element && event.target.closest(OWN_ESCAPE);
      if (event.key === 'Escape' && !event.defaultPrevented && !inside) end();
    }
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [active]);
}

const OWN_ESCAPE = 'input, [role="dialog"], [role="menu"], [role="listbox"]:not([aria-multiselectable])';

/** Another order is no other selection. */
function unsorted(query: string): string {
  const params = new URLSearchParams(query);
  params.delete('sort');
  return params.toString();
}

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
  const { store } = usePictureTasks();
  const bulk = useBulk();
  function isThere(id: string): boolean {
    const task = store.picture(id);
    // One that has not been loaded was found by the server.
    return !(task && isDeleted(task)) && !store.isHidden(id);
  }
  const { selection, chosen, selecting, select, begin, end } = useSelection(ids, unsorted(query), isThere);
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

  /** Everything that is searched for, also what has not been scrolled to. */
  async function selectAll() {
    try {
      const { ids: all } = await callApi<GalleryIdsResponse>(`/api/gallery/ids?${unsorted(query)}`);
      select(selection.with(all));
    } catch {
      toast.error(t('selectAllFailed'));
    }
  }

  function compare() {
    const [first] = chosen;
    if (!first) return;
    setCompared(chosen);
    onShow(first);
  }

  /** The last picture may be gone, and the list with it. */
  function focusGrid() {
    requestAnimationFrame(() => (grid.current ?? document.getElementById('content'))?.focus());
  }

  function act(action: QuickAction, taskId: string) {
    const on = chosen.length > 0 ? chosen : [taskId];
    const image = store.picture(taskId)?.images[0];
    if (action === 'favourite') void bulk.setFavourite(on, !image?.favourite);
    if (action === 'download') {
      if (on.length > 1) bulk.download(on);
      else if (image) void downloadImage(image);
    }
    if (action === 'delete') {
      // The one in its place has the focus then.
      flushSync(() => {
        bulk.remove(on);
        end();
      });
      focusGrid();
    }
  }

  useEscape(selecting, endFromBar);

  function endFromBar() {
    end();
    focusGrid();
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
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
        {nothing || failed === 'query' ? null : (
          <p className="px-1 text-[0.8125rem] text-muted tabular-nums">{t('total', { count })}</p>
        )}
        <ActiveFilters {...bar} />
      </div>
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
          onAct={act}
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
      {selecting ? (
        <BulkBar
          ids={chosen}
          total={count}
          onSelectAll={selectAll}
          onClear={endFromBar}
          onCompare={compare}
        />
      ) : null}
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
