import { CallError, callApi } from '@/lib/http/call-api';
import type { PartialUpload, Upload } from '@/lib/uploads/schema';

/** `refused` is for good; after a fault the same file may well be taken. */
export type UploadOutcome = { id: string } | { fault: CallError['code'] } | 'refused';

const FOR_GOOD = new Set<string>(['invalid_request', 'unsupported_media_type', 'payload_too_large']);

/** Hosts that take bodies of 4.5 MB take this with the form around it. */
const PART_BYTES = 4_000_000;

async function send(picture: Blob, name: string): Promise<string> {
  const form = new FormData();
  form.append('file', picture, name);
  return (await callApi<Upload>('/api/upload', { method: 'POST', form })).id;
}

/** One after the other: the last one's answer is the upload. */
async function sendInParts(picture: Blob, name: string): Promise<string> {
  const parts = Math.ceil(picture.size / PART_BYTES);
  let file: PartialUpload | undefined;
  for (let part = 0; part < parts; part++) {
    const form = new FormData();
    if (file) form.append('id', file.id);
    form.append('part', String(part));
    form.append('parts', String(parts));
    form.append('file', picture.slice(part * PART_BYTES, (part + 1) * PART_BYTES), name);
    file = await callApi<PartialUpload>('/api/upload/parts', { method: 'POST', form });
  }
  if (!file?.upload) throw new CallError('internal');
  return file.upload.id;
}

/** Sends a picture that was made as small as it gets. */
export async function uploadPicture(picture: Blob, name: string): Promise<UploadOutcome> {
  try {
    return { id: await (picture.size > PART_BYTES ? sendInParts : send)(picture, name) };
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    return FOR_GOOD.has(error.code) ? 'refused' : { fault: error.code };
  }
}
