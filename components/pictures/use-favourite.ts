'use client';

import { useTranslations } from 'next-intl';
import { startTransition, useOptimistic } from 'react';
import { announcements } from '@/components/notices/page-notices';
import { toast } from '@/components/ui/toast';
import type { GeneratedImage, PictureTask } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';

interface Favourite {
  favourite: boolean;
  toggle: () => void;
}

const NO_MARKS: ReadonlyMap<string, boolean> = new Map();

/** Marks a picture at once; what the server answers goes to `keep`, and a refusal takes the mark back. */
export function useFavourite(
  image: GeneratedImage | undefined,
  keep: (task: PictureTask) => void,
): Favourite {
  const t = useTranslations('card');
  // By picture: the next one may be shown before the answer comes.
  const [marks, mark] = useOptimistic(NO_MARKS, (before, [id, on]: [string, boolean]) =>
    new Map(before).set(id, on),
  );
  const favourite = marks.get(image?.id ?? '') ?? image?.favourite ?? false;

  function toggle() {
    if (!image) return;
    const next = !favourite;
    startTransition(async () => {
      mark([image.id, next]);
      announcements.say(t(next ? 'favouriteLive' : 'unfavouriteLive'));
      try {
        const path = `/api/images/${image.id}`;
        keep(await callApi<PictureTask>(path, { method: 'PATCH', json: { favourite: next } }));
      } catch {
        toast.error(t('favouriteFailed'));
      }
    });
  }

  return { favourite, toggle };
}
