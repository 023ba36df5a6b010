import { ApiError } from '@/lib/errors';
import { idSchema } from '@/lib/generation/id';

/** An id from a path; a malformed one is a thing that does not exist. */
export function pathId(value: string): string {
  const parsed = idSchema.safeParse(value);
  if (!parsed.success) throw new ApiError('not_found');
  return parsed.data;
}
