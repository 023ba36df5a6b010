import { callApi } from '@/lib/http/call-api';
import { CallError } from '@/lib/http/call-error';
import type { Upload } from '@/lib/uploads/schema';

/** `refused` is for good; after a fault the same file may well be taken. */
export type UploadOutcome = { id: string } | { fault: CallError['code'] } | 'refused';

const FOR_GOOD = new Set<string>(['invalid_request', 'unsupported_media_type', 'payload_too_large']);

/** Sends a picture that was made small enough. */
export async function uploadPicture(picture: Blob, name: string): Promise<UploadOutcome> {
  const form = new FormData();
  form.append('file', picture, name);
  try {
    const { id } = await callApi<Upload>('/api/upload', { method: 'POST', form });
    return { id };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return FOR_GOOD.has(error.code) ? 'refused' : { fault: error.code };
  }
}
