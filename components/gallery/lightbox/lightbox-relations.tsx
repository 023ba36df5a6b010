'use client';

import { useTranslations } from 'next-intl';
import { ReferenceThumb } from '@/components/gallery/reference-thumb';
import { reusableOf } from '@/components/gallery/reusable-of';
import { useGallery } from '@/components/gallery/use-gallery';
import type { Task } from '@/lib/generation/schema';
import { LightboxReference } from './lightbox-reference';

interface Props {
  task: Task;
  /** Those of its parent and references that are pictures. */
  related: ReadonlyMap<string, Task>;
  onShow: (taskId: string) => void;
  onClose: () => void;
}

/** Where a picture comes from. */
export function LightboxRelations({ task, related, onShow, onClose }: Props) {
  const t = useTranslations('lightbox');
  const { onReuse } = useGallery();
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
