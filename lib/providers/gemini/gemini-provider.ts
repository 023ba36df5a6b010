import { GoogleGenAI } from '@google/genai';
import type { ImageProvider } from '@/lib/providers/image-provider';
import { buildGeminiRequest } from './build-gemini-request';
import { mapGeminiError } from './map-gemini-error';
import { readGeminiImage } from './read-gemini-image';

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
  // Said outright, because the SDK would otherwise follow GOOGLE_GENAI_USE_VERTEXAI.
  const client = new GoogleGenAI({ apiKey, apiVersion, vertexai: false });
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
