import { z } from 'zod';

const detailSchema = z.looseObject({
  '@type': z.string().optional(),
  reason: z.string().optional(),
  retryDelay: z.string().optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  violations: z.array(z.looseObject({ quotaId: z.string().optional() })).optional(),
});

const bodySchema = z.object({
  error: z.looseObject({
    message: z.string().optional(),
    details: z.array(detailSchema.catch({})).catch([]).optional(),
  }),
});

export interface GeminiFailure {
  /** `reason` of every ErrorInfo, like API_KEY_INVALID. */
  reasons: string[];
  /** Ids of the quotas that were exceeded, like GenerateRequestsPerDayPerProjectPerModel. */
  quotaIds: string[];
  /** RetryInfo.retryDelay, rounded up. */
  retryDelaySeconds: number | undefined;
}

const NOTHING: GeminiFailure = { reasons: [], quotaIds: [], retryDelaySeconds: undefined };

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Reads google.rpc.Status out of the text that the SDK keeps as the message of its ApiError. The SDK wraps a body
 * that came with another content type than JSON once more, so `error.message` may itself be the body.
 */
export function parseGeminiFailure(text: string): GeminiFailure {
  const body = bodySchema.safeParse(parseJson(text));
  if (!body.success) return NOTHING;
  const { details, message } = body.data.error;
  if (!details?.length) return message?.trimStart().startsWith('{') ? parseGeminiFailure(message) : NOTHING;

  const seconds = details
    .map((detail) => /^(\d+(?:\.\d+)?)s$/.exec(detail.retryDelay ?? '')?.[1])
    .filter((value) => value !== undefined)
    .map((value) => Math.ceil(Number(value)));
  const limits = details.map((detail) => detail.metadata?.quota_limit);
  return {
    reasons: details.flatMap((detail) => detail.reason ?? []),
    quotaIds: [
      ...details.flatMap((detail) => detail.violations ?? []).map((violation) => violation.quotaId),
      ...limits,
    ].filter((id) => typeof id === 'string'),
    retryDelaySeconds: seconds.length ? Math.max(...seconds) : undefined,
  };
}
