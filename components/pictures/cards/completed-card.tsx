'use client';

import { useTranslations } from 'next-intl';
import type { RefObject } from 'react';
import { usePictures } from '@/components/pictures/pictures-context';
import type { Picture, SlotState } from '@/components/pictures/slot-state';
import type { PictureActions } from '@/components/pictures/use-picture-actions';
import { type ShownVersion, VersionControl } from '@/components/pictures/versions/version-control';
import { isOpen } from '@/components/tasks/task-status';
import { LazyPart } from '@/components/ui/lazy-part';
import type { CallError } from '@/lib/http/call-api';
import { CardActions } from './card-actions';
import { DevelopingPicture } from './developing-picture';

const loadStrip = () =>
  import('@/components/pictures/versions/new-version-strip').then((module) => module.NewVersionStrip);
const loadEnd = () =>
  import('@/components/pictures/versions/new-version-end').then((module) => module.NewVersionEnd);

const loadReferences = () => import('./card-references').then((module) => module.CardReferences);

interface Props {
  slot: SlotState;
  shown: Picture;
  version: ShownVersion;
  number: number;
  sizes: string;
  contained: boolean;
  onNewVersion: () => void;
  /** Why the last new version was not taken. */
  refusal: CallError | null;
  onForget: () => void;
  /** For the keys of the card. */
  handle: RefObject<PictureActions | null>;
}

/** The pictures of a slot, one at a time; what becomes of a new version is told over them. */
export function CompletedCard({ slot, shown, version, number, ...props }: Props) {
  const t = useTranslations('card');
  const { onOpen } = usePictures();
  const { pictures, attempt } = slot;
  const { index, chosen, go } = version;
  const { task } = shown;
  const open = attempt !== undefined && isOpen(attempt);
  const several = pictures.length > 1;
  const references = task.settings.referenceIds ?? [];

  return (
    <>
      <DevelopingPicture
        picture={shown}
        label={t('open', { number, prompt: task.prompt })}
        onOpen={() => onOpen(task.taskId)}
        sizes={props.sizes}
        contained={props.contained}
        still={chosen}
        before={chosen ? undefined : pictures[index - 1]?.image}
      />
      <div className="pointer-events-none absolute inset-0">
        {references.length > 0 ? <LazyPart load={loadReferences} part={{ ids: references }} /> : null}
        {several ? <VersionControl index={index} total={pictures.length} onGo={go} /> : null}
        <CardActions
          picture={shown}
          foot={open ? 'line' : attempt || props.refusal ? 'taken' : 'free'}
          onNewVersion={open ? null : props.onNewVersion}
          onCompare={several ? () => onOpen(task.taskId, 'compare') : undefined}
          handle={props.handle}
        />
        <div className="pointer-events-none absolute inset-2 flex flex-col justify-end *:pointer-events-auto">
          {open ? (
            <LazyPart key="strip" load={loadStrip} part={{ task: attempt, number }} />
          ) : attempt || props.refusal ? (
            <LazyPart
              key="end"
              load={loadEnd}
              part={{
                slot,
                refusal: props.refusal,
                onForget: props.onForget,
                onTryAgain: props.onNewVersion,
              }}
            />
          ) : null}
        </div>
      </div>
    </>
  );
}
