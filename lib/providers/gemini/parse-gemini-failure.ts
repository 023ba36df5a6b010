import { z } from 'zod';

const detailSchema = z.looseObject({
  '@type': z.string().optional(),
  reason: z.string().optional(),
  retryDelay: z.string().optional(),
  metadata: z.record(z.string(), z.unknown()).optional(),
  violations: z
    .array(
      z.looseObject({
        quotaId: z.string().optional(),
        quotaValue: z.union([z.string(), z.number()]).optional(),
      }),
    )
    .optional(),
});

const bodySchema = z.object({
  error: z.looseObject({
    status: z.string().optional().catch(undefined),
    message: z.string().optional().catch(undefined),
    details: z.array(detailSchema.catch({})).catch([]).optional(),
  }),
});

export interface GeminiFailure {
  /** Name of the google.rpc.Code, like FAILED_PRECONDITION. */
  status: string | undefined;
  /** `reason` of every ErrorInfo, like API_KEY_INVALID. */
  reasons: string[];
  /** Ids of the quotas that were exceeded, like GenerateRequestsPerDayPerProjectPerModel. */
  quotaIds: string[];
  /** One of the quotas is 0: no request would ever pass. */
  hasNoQuota: boolean;
  /** RetryInfo.retryDelay, rounded up. */
  retryDelaySeconds: number | undefined;
}

const NOTHING: GeminiFailure = {
  status: undefined,
  reasons: [],
  quotaIds: [],
  hasNoQuota: false,
  retryDelaySeconds: undefined,
};

/** The service leaves a quotaValue of 0 out, and says it here alone: "Quota exceeded for metric: …, limit: 0, model: …". */
const LIMIT_IS_0 = /\blimit: 0(?![\d.])/;

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
  const { details = [], message, status } = body.data.error;
  if (details.length === 0 && message?.trimStart().startsWith('{')) return parseGeminiFailure(message);

  const seconds = details
    .map((detail) => /^(\d+(?:\.\d+)?)s$/.exec(detail.retryDelay ?? '')?.[1])
    .filter((value) => value !== undefined)
    .map((value) => Math.ceil(Number(value)));
  const violations = details.flatMap((detail) => detail.violations ?? []);
  const limits = details.map((detail) => detail.metadata?.quota_limit);
  const values = [
    ...violations.map((violation) => violation.quotaValue),
    ...details.map((detail) => detail.metadata?.quota_limit_value),
  ];
  return {
    status,
    reasons: details.flatMap((detail) => detail.reason ?? []),
    quotaIds: [...violations.map((violation) => violation.quotaId), ...limits].filter(
      (id) => typeof id === 'string',
    ),
    hasNoQuota: values.some((value) => String(value) === '0') || LIMIT_IS_0.test(message ?? ''),
    retryDelaySeconds: seconds.length ? Math.max(...seconds) : undefined,
  };
}
