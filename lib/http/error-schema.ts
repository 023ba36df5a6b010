import { z } from 'zod';
import { API_ERROR_CODES } from '@/lib/error-codes';

/** What every refusal looks like. */
export const errorSchema = z.object({
  error: z.object({
    code: z.enum(API_ERROR_CODES).describe('What went wrong, for programs: it never changes its meaning.'),
    message: z.string().describe('The same in an English sentence. Show texts of your own by the code.'),
    details: z
      .record(z.string(), z.unknown())
      .optional()
      .describe(
        'Of `invalid_request`: each field at fault and the reason against it. Of `insufficient_credits`: `required` and `balance`, in credits.',
      ),
    requestId: z.uuid().describe('The same as in X-Request-Id. Logs have it too.'),
  }),
});
export type ErrorBody = z.infer<typeof errorSchema>;
