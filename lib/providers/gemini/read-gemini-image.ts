import { z } from 'zod';
import type { ProviderImage } from '@/lib/providers/image-provider';
import { TaskError } from '@/lib/tasks/task-error';

const partSchema = z.looseObject({
  thought: z.boolean().nullish(),
  inlineData: z.looseObject({ data: z.string().nullish(), mimeType: z.string().nullish() }).nullish(),
});

const responseSchema = z.looseObject({
  promptFeedback: z.looseObject({ blockReason: z.string().nullish() }).nullish(),
  candidates: z
    .array(
      z.looseObject({
        finishReason: z.string().nullish(),
        content: z.looseObject({ parts: z.array(partSchema).nullish() }).nullish(),
      }),
    )
    .nullish(),
});

type Part = z.infer<typeof partSchema>;

const REFUSALS = new Set([
  'SAFETY',
  'IMAGE_SAFETY',
  'PROHIBITED_CONTENT',
  'IMAGE_PROHIBITED_CONTENT',
  'BLOCKLIST',
  'SPII',
  'RECITATION',
  'IMAGE_RECITATION',
]);

function imageOf(part: Part): ProviderImage | undefined {
  const data = part.inlineData?.data;
  const mimeType = part.inlineData?.mimeType ?? 'application/octet-stream';
  if (part.thought || !data || /^(audio|video|text)\//.test(mimeType)) return undefined;
  return { bytes: Buffer.from(data, 'base64'), mimeType };
}

function refusal(reason: string): TaskError {
  return new TaskError('safety_blocked', 'The safety filter of the model stopped this picture.', {
    retryable: false,
    cause: { reason },
  });
}

/**
 * The picture in an answer of generateContent. Gemini says no with HTTP 200 too: a blocked prompt and a stopped
 * picture leave as `safety_blocked`, an answer without a picture as `no_image`.
 */
export function readGeminiImage(response: unknown): ProviderImage {
  const parsed = responseSchema.safeParse(response);
  if (!parsed.success) {
    throw new TaskError('provider_unavailable', 'The answer of the image service could not be read.', {
      retryable: true,
      cause: parsed.error,
    });
  }
  const { promptFeedback, candidates } = parsed.data;
  if (promptFeedback?.blockReason) throw refusal(promptFeedback.blockReason);

  const reasons = (candidates ?? []).map((candidate) => candidate.finishReason ?? '');
  const refused = reasons.find((reason) => REFUSALS.has(reason));
  if (refused) throw refusal(refused);

  for (const part of (candidates ?? []).flatMap((candidate) => candidate.content?.parts ?? [])) {
    const image = imageOf(part);
    if (image) return image;
  }
  throw new TaskError('no_image', 'The model answered without a picture.', {
    retryable: false,
    cause: { finishReasons: reasons },
  });
}
