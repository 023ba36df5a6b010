import { ApiError } from '@/lib/errors';

/** Why a file is not taken, in words that go behind "The file". */
export function refusedUpload(reason: string, cause?: unknown): ApiError {
  return new ApiError('invalid_request', {
    message: `The file ${reason}.`,
    details: { file: reason },
    cause,
  });
}
