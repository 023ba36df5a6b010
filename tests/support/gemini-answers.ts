/** What Gemini's generateContent answers with: HTTP status and JSON, in the forms seen from the live service. */
export interface GeminiAnswer {
  status: number;
  body: unknown;
}

const rpc = 'type.googleapis.com/google.rpc';

const failure = (code: number, status: string, message: string, details: unknown[] = []): GeminiAnswer => ({
  status: code,
  body: { error: { code, message, status, details } },
});

const candidate = (finishReason: string, parts?: unknown[]): GeminiAnswer => ({
  status: 200,
  body: {
    candidates: [{ index: 0, finishReason, ...(parts ? { content: { role: 'model', parts } } : {}) }],
    usageMetadata: { promptTokenCount: 8, totalTokenCount: 8 },
    modelVersion: 'test',
  },
});

const quota = (quotaId: string, retryDelay: string, quotaValue = '10'): GeminiAnswer =>
  failure(429, 'RESOURCE_EXHAUSTED', 'You exceeded your current quota.', [
    {
      '@type': `${rpc}.QuotaFailure`,
      violations: [{ quotaMetric: 'generate_requests', quotaId, quotaValue }],
    },
    { '@type': `${rpc}.Help`, links: [] },
    { '@type': `${rpc}.RetryInfo`, retryDelay },
  ]);

/** A picture, with the text and the thought that the model may send before it. */
export const pictureAnswer = (bytes: Buffer, mimeType = 'image/png'): GeminiAnswer =>
  candidate('STOP', [
    { text: 'Here is your picture.' },
    { thought: true, inlineData: { mimeType: 'image/png', data: Buffer.from('a draft').toString('base64') } },
    { inlineData: { mimeType, data: bytes.toString('base64') } },
  ]);

/** A title as a text model gives it: in quotes although it was told not to. */
export const titleAnswer = (prompt: string): GeminiAnswer =>
  candidate('STOP', [{ text: `"On ${prompt.split(/\s+/).slice(0, 3).join(' ')}."\n` }]);

const invalidKey = failure(400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', [
  { '@type': `${rpc}.ErrorInfo`, reason: 'API_KEY_INVALID', domain: 'googleapis.com' },
]);

export const GEMINI_ANSWERS = {
  safety: () => candidate('IMAGE_SAFETY'),
  prompt_blocked: () => ({ status: 200, body: { promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } } }),
  says_no_image: () => candidate('NO_IMAGE'),
  nothing: () => candidate('STOP'),
  no_candidates: () => ({ status: 200, body: { candidates: [], usageMetadata: { totalTokenCount: 8 } } }),
  malformed_call: () => candidate('MALFORMED_FUNCTION_CALL'),
  image_other: () => candidate('IMAGE_OTHER'),
  no_image: () => candidate('STOP', [{ text: 'I would rather tell you about it.' }]),
  quota_minute: (retryDelay = '1s') => quota('GenerateRequestsPerMinutePerProjectPerModel', retryDelay),
  quota_day: (retryDelay = '3600s') => quota('GenerateRequestsPerDayPerProjectPerModel', retryDelay),
  quota_0: () => quota('GenerateRequestsPerMinutePerProjectPerModel-FreeTier', '30s', '0'),
  no_billing: () =>
    failure(
      400,
      'FAILED_PRECONDITION',
      'User location is not supported for the API use without a billing account linked.',
    ),
  auth_in_200: () => ({ ...invalidKey, status: 200 }),
  error_500: () => failure(500, 'INTERNAL', 'An internal error has occurred.'),
  error_503: () => failure(503, 'UNAVAILABLE', 'The model is overloaded.'),
  timeout: () => failure(504, 'DEADLINE_EXCEEDED', 'Deadline expired before operation could complete.'),
  bad_request: () => failure(400, 'INVALID_ARGUMENT', 'Request contains an invalid argument.'),
  not_found: () => failure(404, 'NOT_FOUND', 'The model is not found for this API version.'),
  auth: () => invalidKey,
  garbage: () => pictureAnswer(Buffer.from('these are not the bytes of a picture')),
} as const satisfies Record<string, (retryDelay?: string) => GeminiAnswer>;
