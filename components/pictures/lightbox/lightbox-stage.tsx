'use client';

import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Picture } from '@/components/pictures/slot-state';
import { IconButton } from '@/components/ui/icon-button';
import { LazyPart } from '@/components/ui/lazy-part';
import type { Comparable } from './comparables';
import { LightboxPicture } from './lightbox-picture';
import type { Zoom } from './zoom';

type View = 'fit' | 'compare';

interface Props {
  picture: Picture;
  view: View;
  onView: (view: View) => void;
  zoom: Zoom;
  comparables: readonly Comparable[];
  onPrevious: (() => void) | undefined;
  onNext: (() => void) | undefined;
}

const loadCompareView = () => import('./compare-view').then((module) => module.CompareView);

/** Where the picture is, alone or against another one. */
export function LightboxStage({ picture, view, onView, zoom, comparables, ...steps }: Props) {
  const t = useTranslations('lightbox');
  return (
    <div className="relative min-h-0 min-w-0 flex-1 max-lg:h-[62dvh] max-lg:shrink-0 max-lg:flex-none">
      {view === 'compare' ? (
        <LazyPart
          load={loadCompareView}
          part={{ image: picture.image, zoom, candidates: comparables, onEnd: () => onView('fit') }}
          onLost={() => onView('fit')}
          onAgain={() => onView('compare')}
        />
      ) : (
        <>
          <LightboxPicture
            key={picture.task.taskId}
            picture={picture}
            zoom={zoom}
            onSwipe={(step) => (step === 1 ? steps.onNext : steps.onPrevious)?.()}
          />
          <IconButton
            variant="secondary"
            size="xl"
            label={t('previous')}
            disabled={!steps.onPrevious}
            onClick={steps.onPrevious}
            className="absolute top-1/2 left-3 -translate-y-1/2 shadow-lift"
          >
            <ChevronLeft aria-hidden />
          </IconButton>
          <IconButton
            variant="secondary"
            size="xl"
            label={t('next')}
            disabled={!steps.onNext}
            onClick={steps.onNext}
            className="absolute top-1/2 right-3 -translate-y-1/2 shadow-lift"
          >
            <ChevronRight aria-hidden />
          </IconButton>
        </>
      )}
    </div>
  );
}
