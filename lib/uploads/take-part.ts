import { randomUUID } from 'node:crypto';
import type { Caller } from '@/lib/auth/require-user';
import { ApiError } from '@/lib/errors';
import { partKeys } from '@/lib/storage/object-key';
import { type ImageStore, supabaseStore } from '@/lib/storage/supabase-store';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import { acceptUpload, tooManyUploads } from './accept-upload';
import { MAX_UPLOAD_BYTES, type PartialUpload, TOO_LARGE, type Upload } from './schema';

export interface Part {
  /** Of the file; none with the first part that comes. */
  id?: string | undefined;
  /** From 0. */
  part: number;
  parts: number;
  bytes: Uint8Array;
}

/** Its parts are removed in 24 h, whatever becomes of it. */
async function begin(userId: string, parts: number): Promise<string> {
  const id = randomUUID();
  const named = { p_user_id: userId, p_partial_id: id };
  try {
    unwrap(await serviceClient().rpc('begin_partial_upload', { ...named, p_parts: parts }));
  } catch (error) {
    throw tooManyUploads(error);
  }
  return id;
}

/** What the file has become, if all its parts had come before. Throws `not_found`, and `conflict` if it has other parts. */
async function find({ client }: Caller, id: string, parts: number): Promise<Upload | null> {
  const file = unwrap(
    await client.from('partial_uploads').select('parts, upload_id').eq('id', id).maybeSingle(),
  );
  if (!file) throw new ApiError('not_found');
  if (file.parts !== parts) throw new ApiError('conflict', { message: `This file has ${file.parts} parts.` });
  return file.upload_id === null ? null : readUpload(client, file.upload_id);
}

async function readUpload(client: Caller['client'], id: string): Promise<Upload> {
  const named = client.from('uploads').select('width, height').eq('id', id);
  const upload = unwrap(await named.not('stored_at', 'is', null).maybeSingle());
  if (!upload) throw new ApiError('not_found');
  return { id, url: `/api/images/${id}`, ...upload };
}

async function store(caller: Caller, id: string, { part, parts, bytes }: Part, images: ImageStore) {
  const [key = ''] = partKeys(caller.user.id, id).slice(part);
  const stored = await images.writeOnce(key, bytes, 'application/octet-stream');
  try {
    await find(caller, id, parts);
  } catch (error) {
    // Given up meanwhile, and its parts perhaps removed already: nobody would remove this one.
    await images.remove([key]);
    throw error;
  }
  if (Buffer.compare(stored, bytes) !== 0)
    throw new ApiError('conflict', { message: `Part ${part} has come already, with other bytes.` });
}

/** The parts go with the next sweep. */
async function giveUp(userId: string, id: string): Promise<void> {
  unwrap(await serviceClient().rpc('abandon_partial_upload', { p_user_id: userId, p_partial_id: id }));
}

/** An upload of all parts, checked like any other. A file that is refused is given up. */
async function putTogether({ user, client }: Caller, id: string, file: Uint8Array): Promise<Upload> {
  const service = serviceClient();
  const named = { p_user_id: user.id, p_partial_id: id };
  try {
    const upload = await acceptUpload(user.id, file, id);
    const first = unwrap(await service.rpc('finish_partial_upload', { ...named, p_upload_id: upload.id }));
    if (!first) throw new ApiError('not_found');
    return first === upload.id ? upload : await readUpload(client, first);
  } catch (error) {
    if (error instanceof ApiError && error.code === 'invalid_request') await giveUp(user.id, id);
    throw error;
  }
}

/**
 * Takes a part of a file; when all have come, they become an upload. The same part again is fine, and after the last one gets the
 * same upload. Throws `not_found`, `conflict`, `payload_too_large` and what {@link acceptUpload} throws.
 */
export async function takePart(caller: Caller, taken: Part): Promise<PartialUpload> {
  const { user } = caller;
  const { parts, bytes } = taken;
  const all = Array.from({ length: parts }, (_, number) => number);
  if (parts === 1) {
    const upload = await acceptUpload(user.id, bytes);
    return { id: upload.id, parts, received: all, upload };
  }
  const id = taken.id ?? (await begin(user.id, parts));
  const finished = await find(caller, id, parts);
  if (finished) return { id, parts, received: all, upload: finished };
  const images = supabaseStore(serviceClient());
  await store(caller, id, taken, images);

  const keys = partKeys(user.id, id).slice(0, parts);
  const sizes = await Promise.all(keys.map((key) => images.size(key)));
  const received = all.filter((number) => sizes[number] !== null);
  const size = sizes.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0);
  if (size > MAX_UPLOAD_BYTES) {
    await giveUp(user.id, id);
    throw new ApiError('payload_too_large', { message: TOO_LARGE });
  }
  if (received.length < parts) return { id, parts, received, upload: null };

  const file = Buffer.allocUnsafeSlow(size);
  let at = 0;
  for (const [number, key] of keys.entries()) {
    const end = at + (sizes[number] ?? 0);
    if (!(await images.read(key, file.subarray(at, end)))) throw new ApiError('not_found');
    at = end;
  }
  return { id, parts, received, upload: await putTogether(caller, id, file) };
}
