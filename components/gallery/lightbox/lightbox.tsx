'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { downloadImages } from '@/components/gallery/download-images';
import { useGallery } from '@/components/gallery/use-gallery';
import { useTask } from '@/components/gallery/use-task';
import { Dialog } from '@/components/ui/dialog';
import { IconButton } from '@/components/ui/icon-button';
import { LightboxDetails } from './lightbox-details';
import { LightboxPicture } from './lightbox-picture';
import { useLightboxKeys } from './use-lightbox-keys';
import { usePreload } from './use-preload';

interface Props {
  taskId: string;
  /** The pictures that it goes through, in order. */
  pictures: readonly string[];
  onShow: (taskId: string) => void;
  onClose: () => void;
}

/** One picture at a time, with the ones before and after it where it was opened. */
export function Lightbox({ taskId, pictures, onShow, onClose }: Props) {
  const t = useTranslations('lightbox');
  const { store, onReuse } = useGallery();
  const task = useTask(taskId);
  const [zoomed, setZoomed] = useState(false);
  const index = pictures.indexOf(taskId);
  const previous = pictures[index - 1];
  const next = pictures[index + 1];
  const image = task?.images[0];

  function show(id: string | undefined) {
    if (!id) return;
    setZoomed(false);
    onShow(id);
  }

  function reuse() {
    onClose();
    if (task) onReuse('everything', task);
  }

  const download = () => {
    if (image) void downloadImages([image]);
  };

  useLightboxKeys({
    arrowleft: () => !zoomed && show(previous),
    arrowright: () => !zoomed && show(next),
    d: download,
    r: reuse,
    z: () => setZoomed(!zoomed),
  });
  usePreload([previous, next].map((id) => (id ? store.get(id)?.images[0]?.url : undefined)));

  if (!task || !image) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={t('title')}
      titleHidden
      className="inset-0 flex h-dvh max-h-none w-full max-w-none translate-x-0 translate-y-0 flex-col overflow-y-auto rounded-none border-0 bg-background p-0 lg:flex-row lg:overflow-hidden"
    >
      <div className="relative min-h-0 min-w-0 flex-1 max-lg:h-[62dvh] max-lg:flex-none">
        <LightboxPicture key={taskId} task={task} image={image} zoomed={zoomed} onZoom={setZoomed} />
        <IconButton
          variant="secondary"
          label={t('previous')}
          disabled={!previous}
          onClick={() => show(previous)}
          className="absolute top-1/2 left-3 size-11 -translate-y-1/2 shadow-lift"
        >
          <ChevronLeft aria-hidden />
        </IconButton>
        <IconButton
          variant="secondary"
          label={t('next')}
          disabled={!next}
          onClick={() => show(next)}
          className="absolute top-1/2 right-3 size-11 -translate-y-1/2 shadow-lift"
        >
          <ChevronRight aria-hidden />
        </IconButton>
      </div>
      <LightboxDetails
        task={task}
        image={image}
        counter={t('counter', { index: index + 1, total: pictures.length })}
        zoomed={zoomed}
        onZoom={() => setZoomed(!zoomed)}
        onDownload={download}
        onReuse={reuse}
      />
    </Dialog>
  );
}
