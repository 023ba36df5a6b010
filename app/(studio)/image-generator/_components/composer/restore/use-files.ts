'use client';

import { useTranslations } from 'next-intl';
import type { ComposerDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { useReuseToast } from '@/app/(studio)/_components/draft/use-reuse';
import type { useReferences } from '@/app/(studio)/image-generator/_components/composer/references/use-references';
import { reportLostPart } from '@/components/notices/page-notices';

const loadTaking = () => import('./take-files');

/** Returns what is done with files, however they came. What reads them is loaded with the first; without it, a picture is still one. */
export function useFiles(draft: ComposerDraft, references: ReturnType<typeof useReferences>) {
  const t = useTranslations('reuse');
  const tell = useReuseToast(draft);

  return function take(files: readonly File[]): void {
    const failed = (error: unknown) => {
      console.info('A file could not be searched for settings.', error);
      if (files.some(({ name }) => /\.zip$/i.test(name))) reportLostPart(loadTaking, () => take(files));
      else references.add(files);
    };
    loadTaking()
      .then(({ takeFiles }) => takeFiles({ draft, references, tell, t }, files))
      .catch(failed);
  };
}
