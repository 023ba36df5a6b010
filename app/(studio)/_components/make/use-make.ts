'use client';

import { useTranslations } from 'next-intl';
import { useCallback, useEffect } from 'react';
import { reportLostPart } from '@/components/notices/page-notices';
import type { MakeKind, Reusable } from '@/components/pictures/pictures-context';
import { preload } from '@/components/ui/use-lazy';
import type { Maker } from './make-variations';

const loadMaking = () => import('./make-variations');

/** Returns the function that asks for variations of a picture, from any page. */
export function useMake({ outbox, store, view }: Omit<Maker, 't'>): (kind: MakeKind, what: Reusable) => void {
  const t = useTranslations();
  useEffect(() => preload(loadMaking), []);
  return useCallback(
    (kind, what) => {
      const make = () =>
        void loadMaking().then(
          ({ makeVariations }) => makeVariations({ outbox, store, view, t }, kind, what),
          () => reportLostPart(loadMaking, make),
        );
      make();
    },
    [outbox, store, view, t],
  );
}
