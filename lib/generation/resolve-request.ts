import type { z } from 'zod';
import { ApiError } from '@/lib/errors';
import {
  bytesPerReference,
  creditsPerImage,
  DEFAULT_ASPECT_RATIO,
  DEFAULT_IMAGE_SIZE,
  DEFAULT_MODEL,
  findModel,
  imageSizes,
} from '@/lib/providers/catalogue';
import type { generateRequestSchema } from './request-schema';
import type { GenerationSettings } from './schema';

export interface ResolvedRequest {
  prompt: string;
  model: string;
  settings: GenerationSettings;
  count: number;
  topicId: string | null;
  /** The topic is to be opened, unless the caller has it already. */
  opensTopic: boolean;
  parentId: string | null;
  /** Credits for one picture. */
  price: number;
}

/** A request with its defaults filled in, checked against what the chosen model offers. Throws `invalid_request`. */
export function resolveRequest(request: z.output<typeof generateRequestSchema>): ResolvedRequest {
  const { prompt, count, seed, negativePrompt, topicId, newTopicId, parentId } = request;
  const model = request.model === undefined ? DEFAULT_MODEL : findModel(request.model);
  if (!model) throw new ApiError('invalid_request', { details: { model: 'is not in the catalogue' } });

  const aspectRatio = request.aspectRatio ?? DEFAULT_ASPECT_RATIO;
  const imageSize = request.imageSize ?? DEFAULT_IMAGE_SIZE;
  const referenceIds = [...new Set(request.referenceIds)];
  const price = creditsPerImage(model, imageSize);
  const details: Record<string, string> = {};
  if (!model.aspectRatios.includes(aspectRatio))
    details.aspectRatio = `must be one of ${model.aspectRatios.join(', ')}`;
  if (price === undefined) details.imageSize = `must be one of ${imageSizes(model).join(', ')}`;
  if (seed !== undefined && !model.seed) details.seed = 'is not supported by this model';
  if (bytesPerReference(model, referenceIds.length) === undefined)
    details.referenceIds = `has more references than ${model.label} takes in one request`;
  if (price === undefined || Object.keys(details).length > 0)
    throw new ApiError('invalid_request', { details });

  return {
    prompt,
    model: model.id,
    count,
    topicId: topicId ?? newTopicId ?? null,
    opensTopic: newTopicId !== undefined,
    parentId: parentId ?? null,
    price,
    settings: {
      aspectRatio,
      imageSize,
      ...(seed !== undefined && { seed }),
      ...(negativePrompt && { negativePrompt }),
      ...(referenceIds.length > 0 && { referenceIds }),
    },
  };
}
