import type { useTranslations } from 'next-intl';
import type { ComposerDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { maxReferences } from '@/app/(studio)/_components/draft/draft';
import { pictureUrl, type Reference } from '@/components/references/reference';
import { makeId } from '@/lib/schema/ids';
import { chooseFiles, type FileFault } from './choose-files';

interface Options {
  draft: ComposerDraft;
  t: ReturnType<typeof useTranslations<'references'>>;
  setFaults: (
    change: readonly FileFault[] | ((faults: readonly FileFault[]) => readonly FileFault[]),
  ) => void;
  /** Into a live region. */
  say: (words: string) => void;
}

/** What can be done with the references of a draft. */
export function referenceActions({ draft, t, setFaults, say }: Options) {
  async function upload(sending: Parameters<typeof sendReference>[1]) {
    const fault = await sendReference(draft, sending);
    if (fault) setFaults((others) => [...others, fault]);
  }

  /** New files become references, as far as they are pictures and there is room. */
  async function add(files: readonly File[]) {
    const { pictures, faults: untaken } = await chooseFiles(files);
    const { references, settings } = draft.snapshot();
    const taken = pictures.slice(0, Math.max(0, maxReferences(settings.model) - references.length));
    const left = pictures.length - taken.length;
    setFaults(left > 0 ? [...untaken, { why: 'tooMany', count: left }] : untaken);
    if (taken.length === 0) return;
    const added = taken.map((file) => ({
      key: makeId(),
      name: file.name,
      file,
      preview: URL.createObjectURL(file),
      status: 'uploading' as const,
    }));
    draft.setReferences([...references, ...added]);
    say(t('added', { count: added.length, total: references.length + added.length }));
    await Promise.all(added.map(upload));
  }

  /** A picture that the server has already. */
  function addPicture(id: string) {
    const { references, settings } = draft.snapshot();
    if (references.some((reference) => 'id' in reference && reference.id === id)) return;
    if (references.length >= maxReferences(settings.model)) return setFaults([{ why: 'tooMany', count: 1 }]);
    draft.setReferences([...references, { key: id, name: null, status: 'ready', id }]);
    say(t('added', { count: 1, total: references.length + 1 }));
  }

  function remove(reference: Reference) {
    const { references } = draft.snapshot();
    const number = references.indexOf(reference) + 1;
    draft.setReferences(references.filter(({ key }) => key !== reference.key));
    say(t('removed', { number, total: references.length - 1 }));
  }

  function move(from: number, to: number) {
    const { references } = draft.snapshot();
    const moved = references[from];
    if (moved) draft.setReferences(references.toSpliced(from, 1).toSpliced(to, 0, moved));
  }

  /** The server's picture stands in for the file from now on. */
  function forgetPreview(reference: Reference) {
    if (reference.status !== 'ready' || !reference.preview) return;
    const { preview, ...kept } = reference;
    draft.settleReference(reference.key, kept);
    URL.revokeObjectURL(preview);
  }

  /** Its picture does not load: it may have been deleted. */
  async function check(reference: Reference) {
    if (reference.status !== 'ready' || !(await isGone(reference.id))) return;
    draft.settleReference(reference.key, { ...reference, status: 'gone' });
  }

  /** Something that was sent is gone: perhaps one of these. */
  async function checkAll() {
    await Promise.all(draft.snapshot().references.map(check));
  }

  function removeGone() {
    draft.setReferences(draft.snapshot().references.filter(({ status }) => status !== 'gone'));
  }

  return { add, addPicture, retry: upload, remove, removeGone, move, forgetPreview, check, checkAll };
}

export type ReferenceActions = ReturnType<typeof referenceActions>;

async function isGone(id: string): Promise<boolean> {
  try {
    return (await fetch(pictureUrl(id), { cache: 'no-store' })).status === 404;
  } catch {
    return false;
  }
}

/** Uploads a reference. What does that is loaded with the first one; if it does not come, neither would the picture go. */
async function sendReference(
  draft: ComposerDraft,
  sending: Extract<Reference, { file: File }>,
): Promise<FileFault | null> {
  const { key, name, file, preview } = sending;
  draft.settleReference(key, { key, name, file, preview, status: 'uploading' });
  try {
    const { uploadReference } = await import('./upload-reference');
    return await uploadReference(draft, sending);
  } catch (error) {
    console.info('A reference could not be sent.', error);
    draft.settleReference(key, { key, name, file, preview, status: 'failed', fault: 'network' });
    return null;
  }
}
