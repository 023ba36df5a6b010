import { ApiError, GoogleGenAI } from '@google/genai';
import { z } from 'zod';
import { readAnswer } from './read-answer';

const errorSchema = z.looseObject({
  error: z.union([z.looseObject({ code: z.unknown() }), z.string().min(1)]),
});

/** An error that came as HTTP 200, alone or as the only entry of a list. */
function errorIn(body: unknown): ApiError | undefined {
  const { data } = errorSchema.safeParse(Array.isArray(body) && body.length === 1 ? body[0] : body);
  if (!data) return undefined;
  const code = typeof data.error === 'string' ? undefined : Number(data.error.code);
  const status = code && code >= 400 && code < 600 ? code : 500;
  return new ApiError({ status, message: JSON.stringify(data) });
}

/**
 * The SDK, which would hand on HTTP 200 with an error in it as an empty answer; here it is that error. The `data` of what comes
 * with an answer is the bytes themselves, not their base64.
 */
export class GeminiClient extends GoogleGenAI {
  constructor({ apiKey, apiVersion }: { apiKey: string; apiVersion: string }) {
    // Said outright, because the SDK would otherwise follow GOOGLE_GENAI_USE_VERTEXAI.
    super({ apiKey, apiVersion, vertexai: false });
    const request = this.apiClient.request.bind(this.apiClient);
    this.apiClient.request = async (asked) => {
      const response = await request(asked);
      response.json = async () => {
        const body = await readAnswer(response.responseInternal.body);
        const error = errorIn(body);
        if (error) throw error;
        return body;
      };
      return response;
    };
  }
}
