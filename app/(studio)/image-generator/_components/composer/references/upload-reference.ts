import pLimit from 'p-limit';
import type { ComposerDraft } from '@/app/(studio)/_components/draft/composer-draft';
import type { Reference } from '@/components/references/reference';
import { shrinkPicture } from '@/components/references/shrink-picture';
import { sniffFile } from '@/components/references/sniff-file';
import { uploadPicture } from '@/components/references/upload-picture';
import type { FileFault } from './choose-files';

type Sending = Extract<Reference, { file: File }>;

/** A decoded photograph takes up to 200 MB. */
const inTurn = pLimit(2);

/** Makes a reference small, uploads it, and notes in the draft what became of it. Answers with why it was left out. */
export async function uploadReference(draft: ComposerDraft, sending: Sending): Promise<FileFault | null> {
  const { key, name, file, preview } = sending;
  const outcome = await inTurn(() => shrinkAndUpload(file));
  if (typeof outcome === 'string') {
    draft.settleReference(key, null);
    URL.revokeObjectURL(preview);
    return { why: outcome, name: file.name };
  }
  if ('fault' in outcome) {
    draft.settleReference(key, { key, name, file, preview, status: 'failed', fault: outcome.fault });
    return null;
  }
  draft.settleReference(key, { key, name, status: 'ready', id: outcome.id, preview });
  return null;
}

async function shrinkAndUpload(file: File) {
  const asIs = (await sniffFile(file)) === 'picture';
  let picture: Blob;
  try {
    picture = await shrinkPicture(file, { asIs });
  } catch (error) {
    console.info('This browser cannot open a picture.', error);
    return 'unreadable';
  }
  return uploadPicture(picture, file.name);
}
