'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { PICTURE_KEYS, type PictureAction } from '@/components/pictures/picture-keys';
import { type ReuseKind, reusableOf, usePictures } from '@/components/pictures/pictures-context';
import { useSlot } from '@/components/pictures/slot-state';
import { useDelete } from '@/components/pictures/use-delete';
import { useFavourite } from '@/components/pictures/use-favourite';
import { type PictureActions, usePictureActions } from '@/components/pictures/use-picture-actions';
import { Dialog } from '@/components/ui/dialog';
import { useComparables } from './comparables';
import { LightboxActions } from './lightbox-actions';
import { LightboxDetails } from './lightbox-details';
import { useLightboxKeys } from './lightbox-keys';
import { LightboxRelations, useTrail } from './lightbox-relations';
import { LightboxStage } from './lightbox-stage';
import { LightboxVersions } from './lightbox-versions';
import { useAnyTask, useRelated } from './use-lightbox-task';
import { usePreload } from './use-preload';
import { sizesOf, togglePlace } from './use-zoom-gestures';
import { bounded, Zoom } from './zoom';

interface Props {
  taskId: string;
  /** The pictures that it goes through, in order. */
  pictures: readonly string[];
  /** How many there are of them, loaded or not. */
  total?: number | undefined;
  /** Begins with the comparison. */
  compares?: boolean;
  /** What it can be compared with beside its batch and its versions. */
  among?: readonly string[] | undefined;
  onShow: (taskId: string) => void;
  onClose: () => void;
}

/** How far an arrow key moves over a picture. */
const PAN_PX = 90;

/** One picture at a time, with the ones before and after it where it was opened. */
export function Lightbox({ taskId, pictures, total, compares = false, among, onShow, onClose }: Props) {
  const t = useTranslations('lightbox');
  const { store } = usePictureTasks();
  const { onReuse } = usePictures();
  const { task, keep } = useAnyTask(taskId);
  const slot = useSlot(taskId);
  const related = useRelated(task);
  const comparables = useComparables(task, slot, among);
  const remove = useDelete();
  const [view, setView] = useState<'fit' | 'compare'>(compares ? 'compare' : 'fit');
  const [zoom] = useState(() => new Zoom());
  const zoomed = useSyncExternalStore(zoom.subscribe, zoom.isZoomed, zoom.isZoomed);
  const image = task?.images[0];
  const { favourite, toggle } = useFavourite(image, keep);

  const versions = slot.pictures.map((picture) => picture.task.taskId);
  const version = versions.indexOf(taskId);
  // An older version stands where its slot does.
  const own = pictures.indexOf(taskId);
  const index = own === -1 ? pictures.findIndex((id) => versions.includes(id)) : own;
  const [previous, next] = index === -1 ? [] : [pictures[index - 1], pictures[index + 1]];
  const trail = useTrail(taskId, show);

  function show(id: string | undefined) {
    if (!id) return;
    setView('fit');
    zoom.reset();
    onShow(id);
  }
  useArrival(taskId, (id) => view === 'fit' && !zoomed && onShow(id));

  function deleteShown() {
    // Another version stands in its place; without one it goes on, as who chooses among many does.
    const beside = versions[version - 1] ?? versions[version + 1] ?? next ?? previous;
    remove([taskId]);
    if (beside) show(beside);
    else onClose();
  }

  function panBy(x: number, y: number) {
    const stage = document.querySelector<HTMLElement>('[data-stage]');
    if (!stage || !image) return;
    const at = zoom.transform();
    zoom.set(bounded({ ...at, x: at.x + x * PAN_PX, y: at.y + y * PAN_PX }, sizesOf(stage, image.width)));
  }

  function compare() {
    zoom.reset();
    setView(view === 'compare' ? 'fit' : 'compare');
  }

  const actions: PictureActions = {
    ...usePictureActions(task, {
      onFavourite: toggle,
      onCompare: comparables.length > 1 ? compare : undefined,
      onLeave: onClose,
    }),
    delete: deleteShown,
  };
  const commands = {
    actions,
    onReuse(kind: ReuseKind) {
      onClose();
      if (task) onReuse(kind, reusableOf(task));
    },
    onZoom() {
      const stage = document.querySelector<HTMLElement>('[data-stage]');
      if (stage && image) togglePlace(zoom, { x: 0, y: 0 }, sizesOf(stage, image.width));
    },
  };
  const goTo = (id: string | undefined) => (id === undefined ? undefined : () => show(id));
  const toVersion = (step: number) =>
    versions.length > 1 ? () => show(versions[version + step]) : undefined;

  useLightboxKeys({
    ...keysOf(actions, ['download', 'reuse', 'edit', 'variations', 'subtle', 'compare']),
    // Choosing among many: a mark goes on to the next, taking one away stays.
    f() {
      toggle();
      if (!favourite && view === 'fit') show(next);
    },
    ...(view !== 'compare' && {
      ...keysOf(actions, ['delete']),
      z: commands.onZoom,
      '[': toVersion(-1),
      ']': toVersion(1),
    }),
    ...(zoomed && {
      arrowleft: () => panBy(1, 0),
      arrowright: () => panBy(-1, 0),
      arrowup: () => panBy(0, 1),
      arrowdown: () => panBy(0, -1),
      '0': zoom.reset,
    }),
    // Looked at closely they move over the picture, compared they move the line.
    ...(view === 'fit' &&
      !zoomed && {
        arrowleft: () => show(previous),
        arrowright: () => show(next),
        arrowup: toVersion(-1),
        arrowdown: toVersion(1),
      }),
  });
  usePreload(pictures, index);

  if (!task || !image) return null;
  const picture = { task, image };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (open) return;
        if (zoomed) zoom.reset();
        else if (view === 'compare') setView('fit');
        else onClose();
      }}
      title={t('title')}
      titleHidden
      shape="window"
    >
      {/* In a narrow window all of it scrolls but the way out; in a wide one the details do. */}
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto lg:contents">
        <LightboxStage
          picture={picture}
          view={view}
          onView={setView}
          zoom={zoom}
          comparables={comparables}
          onPrevious={goTo(previous)}
          onNext={goTo(next)}
        />
        <LightboxDetails
          picture={picture}
          counter={
            index === -1
              ? null
              : t('counter', { index: index + 1, total: Math.max(total ?? 0, pictures.length) })
          }
          onBack={trail.back}
        >
          <LightboxRelations task={task} related={related} onShow={trail.follow} onClose={onClose} />
          {store.get(taskId) ? (
            <LightboxVersions
              key={`${task.batchId} ${task.position}`}
              task={task}
              slot={slot}
              onShow={show}
            />
          ) : null}
          <LightboxActions picture={picture} commands={commands} favourite={favourite} zoomed={zoomed} />
        </LightboxDetails>
      </div>
    </Dialog>
  );
}

function keysOf(actions: PictureActions, names: readonly PictureAction[]) {
  return Object.fromEntries(names.map((name) => [PICTURE_KEYS[name].toLowerCase(), actions[name]]));
}

/** Calls back when a new version of this picture is there. */
function useArrival(taskId: string, onArrive: (taskId: string) => void): void {
  const { store } = usePictureTasks();
  const arrive = useEffectEvent((ended: string) => {
    if (store.versionsOf(taskId).some((version) => version.taskId === ended)) onArrive(ended);
  });
  useEffect(
    () =>
      store.subscribeFinishedPictures((task) => {
        if (task.status === 'completed') arrive(task.taskId);
      }),
    [store],
  );
}
