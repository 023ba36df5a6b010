import { callApi } from '@/lib/http/call-api';
import { CallError } from '@/lib/http/call-error';

/** Deletes a picture, or what is left of a failure. One that is gone already is as good as deleted. */
export async function deleteImage(id: string): Promise<void> {
  try {
    await callApi<undefined>(`/api/images/${id}`, { method: 'DELETE' });
  } catch (error) {
    if (error instanceof CallError && error.code === 'not_found') return;
    throw error;
  }
}
