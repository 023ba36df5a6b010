import type { useTranslations } from 'next-intl';
import type { ComposerDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { reuseToast, type useReuseToast } from '@/app/(studio)/_components/draft/use-reuse';
import type { useReferences } from '@/app/(studio)/image-generator/_components/composer/references/use-references';
import { readSettings } from './read-settings';

interface Taker {
  draft: ComposerDraft;
  references: ReturnType<typeof useReferences>;
  tell: ReturnType<typeof useReuseToast>;
  t: ReturnType<typeof useTranslations<'reuse'>>;
}

/** One of our own files restores its settings, pictures become references. */
export async function takeFiles(
  { draft, references, tell, t }: Taker,
  files: readonly File[],
): Promise<void> {
  const [file] = files;
  const read = file && files.length === 1 ? await readSettings(file) : null;
  if (!file || !read) return references.add(files);
  if ('fault' in read) return references.setFaults([{ why: read.fault, name: file.name }]);

  function takeAsReference() {
    draft.undoReuse();
    reuseToast.dismiss();
    references.add(files);
  }

  references.setFaults([]);
  tell('everything', read.what, {
    title: t(read.from === 'zip' ? 'restoredZip' : 'restoredPicture'),
    details:
      read.from === 'picture' ? (
        <button
          type="button"
          onClick={takeAsReference}
          className="mt-1 block rounded text-left text-foreground underline underline-offset-2 pointer-coarse:min-h-11"
        >
          {t('asReference')}
        </button>
      ) : read.batches > 1 ? (
        ` ${t('otherBatches', { count: read.batches })}`
      ) : undefined,
  });
}
