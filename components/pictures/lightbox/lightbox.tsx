'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useEffectEvent, useState } from 'react';
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
import { usePreload } from './lightbox-picture';
import { LightboxRelations, useTrail } from './lightbox-relations';
import { LightboxStage } from './lightbox-stage';
import { LightboxVersions } from './lightbox-versions';
import { useAnyTask, useRelated } from './use-lightbox-task';

interface Props {
  taskId: string;
  /** The pictures that it goes through, in order. */
  pictures: readonly string[];
  /** Begins with the comparison. */
  compares?: boolean;
  onShow: (taskId: string) => void;
  onClose: () => void;
}

/** One picture at a time, with the ones before and after it where it was opened. */
export function Lightbox({ taskId, pictures, compares = false, onShow, onClose }: Props) {
  const t = useTranslations('lightbox');
  const { store } = usePictureTasks();
  const { onReuse } = usePictures();
  const { task, keep } = useAnyTask(taskId);
  const slot = useSlot(taskId);
  const related = useRelated(task);
  const comparables = useComparables(task, slot);
  const remove = useDelete();
  const [view, setView] = useState<'fit' | 'zoom' | 'compare'>(compares ? 'compare' : 'fit');
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
    onShow(id);
  }
  useArrival(taskId, (id) => view === 'fit' && onShow(id));

  function deleteShown() {
    const beside = versions[version - 1] ?? versions[version + 1] ?? next ?? previous;
    remove([taskId]);
    if (beside) show(beside);
    else onClose();
  }

  const actions: PictureActions = {
    ...usePictureActions(task, {
      onFavourite: toggle,
      onCompare: comparables.length > 1 ? () => setView(view === 'compare' ? 'fit' : 'compare') : undefined,
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
    onZoom: () => setView(view === 'zoom' ? 'fit' : 'zoom'),
  };
  const goTo = (id: string | undefined) => (id === undefined ? undefined : () => show(id));
  const toVersion = (step: number) =>
    versions.length > 1 ? () => show(versions[version + step]) : undefined;

  useLightboxKeys({
    ...keysOf(actions, ['download', 'favourite', 'reuse', 'edit', 'variations', 'subtle', 'compare']),
    ...(view !== 'compare' && {
      ...keysOf(actions, ['delete']),
      z: commands.onZoom,
      '[': toVersion(-1),
      ']': toVersion(1),
    }),
    // Looked at closely they move over the picture, compared they move the line.
    ...(view === 'fit' && {
      arrowleft: () => show(previous),
      arrowright: () => show(next),
      arrowup: toVersion(-1),
      arrowdown: toVersion(1),
    }),
  });
  usePreload([previous, next].map((id) => (id ? store.picture(id)?.images[0] : undefined)));

  if (!task || !image) return null;
  const picture = { task, image };
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (open) return;
        if (view === 'compare') setView('fit');
        else onClose();
      }}
      title={t('title')}
      titleHidden
      shape="window"
    >
      <LightboxStage
        picture={picture}
        view={view}
        onView={setView}
        comparables={comparables}
        onPrevious={goTo(previous)}
        onNext={goTo(next)}
      />
      <LightboxDetails
        picture={picture}
        counter={index === -1 ? null : t('counter', { index: index + 1, total: pictures.length })}
        onBack={trail.back}
      >
        <LightboxRelations task={task} related={related} onShow={trail.follow} onClose={onClose} />
        {store.get(taskId) ? (
          <LightboxVersions key={`${task.batchId} ${task.position}`} task={task} slot={slot} onShow={show} />
        ) : null}
        <LightboxActions
          picture={picture}
          commands={commands}
          favourite={favourite}
          zoomed={view === 'zoom'}
        />
      </LightboxDetails>
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
