'use client';

import { ImageOff, RotateCw, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { KeyboardEvent, Ref } from 'react';
import { cn } from '@/components/ui/class-names';
import { IconButton } from '@/components/ui/icon-button';
import { ProgressRing } from '@/components/ui/progress-ring';
import { pictureUrl, type Reference } from './reference';

interface Props {
  reference: Reference;
  number: number;
  total: number;
  onRemove: () => void;
  onLoaded: () => void;
  /** Its picture does not load. */
  onBroken: () => void;
  ref?: Ref<HTMLLIElement>;
  handleRef?: Ref<HTMLButtonElement>;
  dragged?: boolean;
}

/** A reference as a thumbnail: dragged by it, moved and removed by keyboard on it. */
export function ReferenceItem({ reference, number, total, onRemove, onLoaded, onBroken, ...sorting }: Props) {
  const t = useTranslations('references');
  const { name, status } = reference;
  const title = name ? t('itemNamed', { number, total, name }) : t('item', { number, total });
  const label = status === 'ready' ? title : `${title}, ${t(status)}`;

  function removeByKey(event: KeyboardEvent) {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    onRemove();
  }

  return (
    <li
      ref={sorting.ref}
      data-reference={reference.key}
      className={cn(
        'group/reference relative flex shrink-0 rounded-lg bg-raised',
        sorting.dragged && 'z-10 shadow-lift outline-2 outline-accent-text outline-offset-2',
      )}
    >
      <button
        type="button"
        data-tooltip="bottom"
        ref={sorting.handleRef}
        aria-label={label}
        aria-roledescription={t('movable')}
        onKeyDown={removeByKey}
        className="relative size-8 cursor-grab overflow-hidden rounded-lg text-muted active:cursor-grabbing pointer-coarse:size-11"
      >
        {status === 'gone' ? (
          <ImageOff aria-hidden className="absolute inset-0 m-auto size-4" />
        ) : (
          // biome-ignore lint/performance/noImgElement: a private picture of our own route or of this browser
          <img
            src={'id' in reference ? pictureUrl(reference.id) : reference.preview}
            alt=""
            draggable={false}
            onLoad={onLoaded}
            onError={onBroken}
            style={
              status === 'ready' && reference.preview
                ? { backgroundImage: `url(${reference.preview})` }
                : undefined
            }
            className={cn('size-full bg-center bg-cover object-cover', status !== 'ready' && 'opacity-40')}
          />
        )}
        {status === 'uploading' ? (
          <ProgressRing value={null} className="absolute inset-0 m-auto" />
        ) : status === 'failed' ? (
          <RotateCw aria-hidden className="absolute inset-0 m-auto size-4 text-danger" />
        ) : null}
      </button>
      <IconButton
        size="xs"
        label={t('remove', { number })}
        onClick={onRemove}
        className="pointer-fine:absolute pointer-fine:-top-2.5 pointer-fine:-right-2.5 pointer-fine:z-10 pointer-fine:rounded-full pointer-fine:border pointer-fine:border-hairline-strong pointer-fine:bg-surface pointer-fine:opacity-0 pointer-fine:focus-visible:opacity-100 pointer-fine:group-hover/reference:opacity-100"
      >
        <X aria-hidden />
      </IconButton>
    </li>
  );
}
