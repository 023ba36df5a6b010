import type { GenerateContentParameters } from '@google/genai';
import type { ImageProvider, ImageRequest } from '@/lib/providers/contract';
import { GeminiClient } from './gemini-client';
import { mapGeminiError } from './map-gemini-error';
import { readGeminiImage } from './read-gemini-image';

/** The API-key service has no field for a negative prompt, so it is said in words. */
function textOf({ prompt, negativePrompt }: ImageRequest): string {
  const unwanted = negativePrompt?.trim();
  return unwanted ? `${prompt}\n\nThe picture must not show any of this: ${unwanted}` : prompt;
}

/** One picture in Gemini's words; references come before the text that speaks of them. */
function buildGeminiRequest(request: ImageRequest, geminiModel: string): GenerateContentParameters {
  const references = request.references.map(({ bytes, mimeType }) => ({
    inlineData: { mimeType, data: Buffer.from(bytes).toString('base64') },
  }));
  return {
    model: geminiModel,
    contents: [{ role: 'user', parts: [...references, { text: textOf(request) }] }],
    config: {
      responseModalities: ['IMAGE'],
      imageConfig: { aspectRatio: request.aspectRatio, imageSize: request.imageSize },
      ...(request.seed === undefined ? {} : { seed: request.seed }),
    },
  };
}

export interface GeminiOptions {
  apiKey: string;
  apiVersion: string;
  /** Catalogue id → Gemini's id, for entries whose id at Gemini is another. */
  modelIds: Readonly<Record<string, string>>;
}

/**
 * Pictures from the Gemini API. The SDK reads GOOGLE_GEMINI_BASE_URL itself and does not retry unless told to:
 * retries are the task's, in the database.
 */
export function createGeminiProvider({ apiKey, apiVersion, modelIds }: GeminiOptions): ImageProvider {
  const client = new GeminiClient({ apiKey, apiVersion });
  return {
    name: 'gemini',
    async generate(request, signal) {
      signal.throwIfAborted();
      const geminiModel = Object.hasOwn(modelIds, request.model) ? modelIds[request.model] : undefined;
      const parameters = buildGeminiRequest(request, geminiModel ?? request.model);
      try {
        const response = await client.models.generateContent({
          ...parameters,
          config: { ...parameters.config, abortSignal: signal },
        });
        return readGeminiImage(response);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        throw mapGeminiError(error);
      }
    },
  };
}

/**
 * Asks Gemini for each model of ours, which costs nothing, and returns those that it has not. Throws TaskError
 * (`provider_auth`, `provider_quota`, `provider_unavailable`, `provider_timeout`) when it can't be asked.
 */
export async function findMissingModels(
  { apiKey, apiVersion, modelIds }: GeminiOptions,
  models: readonly string[],
): Promise<string[]> {
  const client = new GeminiClient({ apiKey, apiVersion });
  const missing = await Promise.all(
    models.map(async (model) => {
      try {
        await client.models.get({ model: modelIds[model] ?? model });
        return [];
      } catch (error) {
        const known = mapGeminiError(error);
        if (known.code === 'invalid_request') return [model];
        throw known;
      }
    }),
  );
  return missing.flat();
}
