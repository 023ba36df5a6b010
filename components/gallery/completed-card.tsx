'use client';

import { useTranslations } from 'next-intl';
import type { CallError } from '@/lib/http/call-error';
import { CardActions } from './card-actions';
import { CardReferences } from './card-references';
import { DevelopingPicture } from './developing-picture';
import { isOpen } from './is-open';
import { NewVersionEnd } from './new-version-end';
import { NewVersionStrip } from './new-version-strip';
import type { Picture, SlotState } from './slot-state';
import { useGallery } from './use-gallery';
import type { ShownVersion } from './use-shown-version';
import { VersionControl } from './version-control';

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
}

/** The pictures of a slot, one at a time; what becomes of a new version is told over them. */
export function CompletedCard({ slot, shown, version, number, ...props }: Props) {
  const t = useTranslations('card');
  const { onOpen } = useGallery();
  const { pictures, attempt } = slot;
  const { index, chosen, go } = version;
  const { task, image } = shown;
  const open = attempt !== undefined && isOpen(attempt);
  const several = pictures.length > 1;
  const references = task.settings.referenceIds ?? [];

  return (
    <>
      <DevelopingPicture
        key={image.id}
        image={image}
        alt={task.prompt}
        sizes={props.sizes}
        contained={props.contained}
        still={chosen}
        before={chosen ? undefined : pictures[index - 1]?.image}
      />
      <div className="absolute inset-0">
        <button
          type="button"
          onClick={() => onOpen(task.taskId)}
          aria-label={t('open', { number, prompt: task.prompt })}
          className="absolute inset-0 cursor-zoom-in rounded-xl focus-visible:-outline-offset-2"
        />
        {references.length > 0 ? <CardReferences ids={references} /> : null}
        {several ? <VersionControl index={index} total={pictures.length} onGo={go} /> : null}
        <CardActions
          picture={shown}
          foot={open ? 'line' : attempt || props.refusal ? 'taken' : 'free'}
          onNewVersion={open ? null : props.onNewVersion}
          onCompare={several ? () => onOpen(task.taskId, 'compare') : undefined}
        />
        <div className="pointer-events-none absolute inset-2 flex flex-col justify-end *:pointer-events-auto">
          {open ? (
            <NewVersionStrip task={attempt} number={number} />
          ) : (
            <NewVersionEnd
              slot={slot}
              refusal={props.refusal}
              onForget={props.onForget}
              onTryAgain={props.onNewVersion}
            />
          )}
        </div>
      </div>
    </>
  );
}
