import type { ComposerDraft } from '@/app/(studio)/image-generator/_components/composer/composer-draft';
import type { Reference } from '@/components/references/reference';
import type { FileFault } from './file-fault';

/** Uploads a reference. What does that is loaded with the first one; if it does not come, neither would the picture go. */
export async function sendReference(
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
