import type { GenerateContentParameters } from '@google/genai';
import type { ImageRequest } from '@/lib/providers/image-provider';

/** The API-key service has no field for a negative prompt, so it is said in words. */
function textOf({ prompt, negativePrompt }: ImageRequest): string {
  const unwanted = negativePrompt?.trim();
  return unwanted ? `${prompt}\n\nThe picture must not show any of this: ${unwanted}` : prompt;
}

/** One picture in Gemini's words; references come before the text that speaks of them. */
export function buildGeminiRequest(request: ImageRequest, geminiModel: string): GenerateContentParameters {
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
