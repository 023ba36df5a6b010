'use client';

import { Download, RotateCcw, Trash2 } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import type { GeneratedImage, Task } from '@/lib/generation/schema';
import { DevelopingPicture } from './developing-picture';
import { downloadImages } from './download-images';
import { useDelete } from './use-delete';
import { useGallery } from './use-gallery';

interface Props {
  task: Task;
  image: GeneratedImage;
  number: number;
  sizes: string;
  contained: boolean;
}

export function CompletedCard({ task, image, number, sizes, contained }: Props) {
  const t = useTranslations('card');
  const { onOpen, onReuse } = useGallery();
  const remove = useDelete();
  return (
    <>
      <DevelopingPicture image={image} alt={task.prompt} sizes={sizes} contained={contained} />
      <button
        type="button"
        onClick={() => onOpen(task.taskId)}
        aria-label={t('open', { number, prompt: task.prompt })}
        className="absolute inset-0 cursor-zoom-in rounded-xl focus-visible:-outline-offset-2"
      />
      <div className="pointer-events-none absolute inset-x-2 bottom-2 flex gap-1.5 opacity-0 transition-opacity duration-150 *:pointer-events-auto group-focus-within:opacity-100 group-hover:opacity-100 pointer-coarse:opacity-100">
        <IconButton variant="photo" size="sm" label={t('delete')} onClick={() => remove([task.taskId])}>
          <Trash2 aria-hidden />
        </IconButton>
        <IconButton
          variant="photo"
          size="sm"
          label={t('reuse')}
          className="ml-auto"
          onClick={() => onReuse('everything', task)}
        >
          <RotateCcw aria-hidden />
        </IconButton>
        <IconButton
          variant="photo"
          size="sm"
          label={t('download')}
          onClick={() => void downloadImages([image])}
        >
          <Download aria-hidden />
        </IconButton>
      </div>
    </>
  );
}
