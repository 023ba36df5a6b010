'use client';

import { ExternalLink, ImagePlus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { reusableOf, usePictures } from '@/components/pictures/pictures-context';
import { ReferenceThumb } from '@/components/pictures/reference-thumb';
import { Menu, MenuItem } from '@/components/ui/menu';
import type { PictureTask } from '@/lib/generation/schema';

interface LightboxRelationsProps {
  task: PictureTask;
  /** Those of its parent and references that are pictures. */
  related: ReadonlyMap<string, PictureTask>;
  onShow: (taskId: string) => void;
  onClose: () => void;
}

/** Where a picture comes from. */
export function LightboxRelations({ task, related, onShow, onClose }: LightboxRelationsProps) {
  const t = useTranslations('lightbox');
  const { onReuse } = usePictures();
  const { parentId, settings } = task;
  const references = settings.referenceIds ?? [];
  const parent = parentId === undefined ? undefined : related.get(parentId);

  function open(id: string) {
    if (related.has(id)) onShow(id);
    else window.open(`/api/images/${id}`, '_blank', 'noopener');
  }

  function use(id: string) {
    onClose();
    onReuse('reference', { ...reusableOf(task), picture: { id } });
  }

  return (
    <>
      {parentId === undefined ? null : (
        <section aria-label={t('editedFrom')} className="flex flex-col gap-2">
          <h3 className="text-[0.8125rem] text-muted">{t('editedFrom')}</h3>
          <button
            type="button"
            disabled={!parent}
            onClick={() => onShow(parentId)}
            className="-m-1.5 flex items-center gap-3 rounded-xl p-1.5 text-left text-[0.8125rem] transition-colors duration-150 enabled:hover:bg-raised"
          >
            <ReferenceThumb id={parentId} alt="" className="size-12 rounded-lg" />
            <span className="line-clamp-2">{parent ? parent.prompt : t('parentGone')}</span>
          </button>
        </section>
      )}
      {references.length > 0 ? (
        <section aria-label={t('references')} className="flex flex-col gap-2">
          <h3 className="text-[0.8125rem] text-muted">{t('references')}</h3>
          <ul className="flex flex-wrap gap-1.5">
            {references.map((id, index) => (
              <li key={id} className="flex">
                <LightboxReference id={id} number={index + 1} onOpen={() => open(id)} onUse={() => use(id)} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}

interface LightboxReferenceProps {
  id: string;
  number: number;
  onOpen: () => void;
  onUse: () => void;
}

/** What a picture was made after: to be opened, or used again. A deleted one says so. */
function LightboxReference({ id, number, onOpen, onUse }: LightboxReferenceProps) {
  const t = useTranslations('lightbox');
  const [gone, setGone] = useState(false);
  const name = gone ? t('referenceGone', { number }) : t('reference', { number });
  const thumb = (
    <ReferenceThumb
      id={id}
      alt={gone ? name : ''}
      onGone={() => setGone(true)}
      className="size-12 rounded-lg"
    />
  );
  if (gone) return <span title={name}>{thumb}</span>;
  return (
    <Menu
      trigger={
        <button type="button" aria-label={name} title={name} className="rounded-lg">
          {thumb}
        </button>
      }
    >
      <MenuItem icon={<ExternalLink aria-hidden />} onSelect={onOpen}>
        {t('openReference')}
      </MenuItem>
      <MenuItem icon={<ImagePlus aria-hidden />} onSelect={onUse}>
        {t('useAsReference')}
      </MenuItem>
    </Menu>
  );
}

interface Trail {
  /** Goes to a picture that the shown one comes from. */
  follow: (taskId: string) => void;
  /** The way back; undefined for a picture that was not come to like that. */
  back: (() => void) | undefined;
}

/** From a picture to what it was made from, and back. */
export function useTrail(taskId: string, show: (taskId: string) => void): Trail {
  const [steps, setSteps] = useState<readonly { from: string; to: string }[]>([]);
  const last = steps.at(-1);
  return {
    follow(to) {
      setSteps([
        ...steps.slice(0, steps.findLastIndex((step) => step.to === taskId) + 1),
        { from: taskId, to },
      ]);
      show(to);
    },
    back:
      last?.to === taskId
        ? () => {
            setSteps(steps.slice(0, -1));
            show(last.from);
          }
        : undefined,
  };
}
