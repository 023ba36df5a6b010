import { z } from 'zod';
import { sniffImageType } from '@/lib/images/open-picture';
import type { ProviderImage } from '@/lib/providers/contract';
import { providerError } from '@/lib/providers/provider-error';
import type { TaskError } from '@/lib/tasks/task-error';

const ratingsSchema = z.array(z.looseObject({ blocked: z.boolean().nullish() })).nullish();

const partSchema = z.looseObject({
  text: z.string().nullish(),
  thought: z.boolean().nullish(),
  inlineData: z
    .looseObject({ data: z.instanceof(Uint8Array).nullish(), mimeType: z.string().nullish() })
    .nullish(),
});

const candidateSchema = z.looseObject({
  finishReason: z.string().nullish(),
  safetyRatings: ratingsSchema,
  content: z.looseObject({ parts: z.array(partSchema).nullish() }).nullish(),
});

const responseSchema = z.looseObject({
  promptFeedback: z
    .looseObject({ blockReason: z.string().nullish(), safetyRatings: ratingsSchema })
    .nullish(),
  candidates: z.array(candidateSchema).nullish(),
});

type Part = z.infer<typeof partSchema>;
type Candidate = z.infer<typeof candidateSchema>;

/** SAFETY, IMAGE_SAFETY, PROHIBITED_CONTENT, IMAGE_RECITATION, SPII …, and those of their kinds that are still to come. */
const REFUSAL = /SAFETY|PROHIBITED|BLOCK|SPII|RECITATION/;

/** The model has said that it makes none, and would say so again. */
const FINAL = /^(NO_IMAGE|LANGUAGE)$/;

function isRated(rated: { safetyRatings?: z.infer<typeof ratingsSchema> } | null | undefined): boolean {
  return rated?.safetyRatings?.some(({ blocked }) => blocked) ?? false;
}

function hasPicture({ inlineData }: Part): boolean {
  if (!inlineData?.data?.length) return false;
  const claimed = !/^(audio|video|text)\//.test(inlineData.mimeType ?? '');
  return claimed || sniffImageType(inlineData.data) !== undefined;
}

/** What is unmarked comes before thoughts, which are drafts; of several the last is the one that the model ended with. */
function pictureOf({ content }: Candidate): ProviderImage | undefined {
  const pictures = (content?.parts ?? []).filter(hasPicture);
  const { inlineData } = pictures.findLast(({ thought }) => !thought) ?? pictures.at(-1) ?? {};
  if (!inlineData?.data) return undefined;
  return { bytes: inlineData.data, mimeType: inlineData.mimeType ?? 'application/octet-stream' };
}

const saysSomething = ({ content }: Candidate) =>
  content?.parts?.some(({ text, thought }) => text?.trim() && !thought) ?? false;

function refusal(reason: string): TaskError {
  return providerError('safety_blocked', 'The safety filter of the model stopped this picture.', {
    retryable: false,
    cause: { reason },
  });
}

/**
 * The picture in an answer of generateContent. Gemini says no with HTTP 200 too: a blocked prompt and a stopped
 * picture leave as `safety_blocked`, an answer without a picture as `no_image`: final where the model says so or answers
 * in words, tried once more where it gives nothing for no reason.
 */
export function readGeminiImage(response: unknown): ProviderImage {
  const parsed = responseSchema.safeParse(response);
  if (!parsed.success) {
    throw providerError('provider_unavailable', 'The answer of the image service could not be read.', {
      retryable: true,
      cause: parsed.error,
    });
  }
  const { promptFeedback } = parsed.data;
  const candidates = parsed.data.candidates ?? [];
  if (promptFeedback?.blockReason) throw refusal(promptFeedback.blockReason);

  const reasons = candidates.map(({ finishReason }) => finishReason ?? '');
  const refused = reasons.find((reason) => REFUSAL.test(reason));
  if (refused) throw refusal(refused);

  const pictures = candidates.map(pictureOf).filter((picture) => picture !== undefined);
  if (pictures[0]) return pictures[0];

  if ([promptFeedback, ...candidates].some(isRated)) throw refusal('safetyRatings');
  const final = reasons.some((reason) => FINAL.test(reason)) || candidates.some(saysSomething);
  throw providerError('no_image', 'The model answered without a picture.', {
    retryable: final ? false : 'once',
    cause: { finishReasons: reasons },
  });
}
