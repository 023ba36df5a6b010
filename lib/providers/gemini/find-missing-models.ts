import { GoogleGenAI } from '@google/genai';
import type { GeminiOptions } from './gemini-provider';
import { mapGeminiError } from './map-gemini-error';

/**
 * Asks Gemini for each model of ours, which costs nothing, and returns those that it has not. Throws TaskError
 * (`provider_auth`, `provider_quota`, `provider_unavailable`, `provider_timeout`) when it can't be asked.
 */
export async function findMissingModels(
  { apiKey, apiVersion, modelIds }: GeminiOptions,
  models: readonly string[],
): Promise<string[]> {
  const client = new GoogleGenAI({ apiKey, apiVersion, vertexai: false });
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
