'use client';

import { useTranslations } from 'next-intl';
import type { ComposerDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { reuseToast, useReuseToast } from '@/app/(studio)/_components/draft/use-reuse';
import type { useReferences } from '@/app/(studio)/image-generator/_components/composer/references/use-references';
import { reportLostPart } from '@/components/notices/page-notices';

const loadReader = () => import('./read-settings').then((module) => module.readSettings);

/** What reads files is loaded with the first one; without it, a picture is still a picture. */
async function readOnDemand(file: File) {
  try {
    const readSettings = await loadReader();
    return await readSettings(file);
  } catch (error) {
    console.info('A file could not be searched for settings.', error);
    return /\.zip$/i.test(file.name) ? 'unread' : null;
  }
}

/** Returns what is done with files, however they came: one of our own restores its settings, pictures become references. */
export function useFiles(draft: ComposerDraft, references: ReturnType<typeof useReferences>) {
  const t = useTranslations('reuse');
  const tell = useReuseToast(draft);

  function takeAsReference(file: File) {
    draft.undoReuse();
    reuseToast.dismiss();
    references.add([file]);
  }

  async function take(files: readonly File[]): Promise<void> {
    const [file] = files;
    const read = file && files.length === 1 ? await readOnDemand(file) : null;
    if (!file || !read) return references.add(files);
    if (read === 'unread') return reportLostPart(loadReader, () => void take(files));
    if ('fault' in read) return references.setFaults([{ why: read.fault, name: file.name }]);
    references.setFaults([]);
    tell('everything', read.what, {
      title: t(read.from === 'zip' ? 'restoredZip' : 'restoredPicture'),
      details:
        read.from === 'picture' ? (
          <button
            type="button"
            onClick={() => takeAsReference(file)}
            className="mt-1 block rounded text-left text-foreground underline underline-offset-2 pointer-coarse:min-h-11"
          >
            {t('asReference')}
          </button>
        ) : read.batches > 1 ? (
          ` ${t('otherBatches', { count: read.batches })}`
        ) : undefined,
    });
  }

  return take;
}
