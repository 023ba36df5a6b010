import { settings } from '@/lib/env';
import { createDemoProvider } from './demo/demo-provider';
import { createGeminiProvider } from './gemini/gemini-provider';
import type { ImageProvider } from './image-provider';

let cached: ImageProvider | undefined;

/** The provider of this process: Gemini when there is a key, the built-in demo otherwise. */
export function imageProvider(): ImageProvider {
  if (!cached) {
    const { GEMINI_API_KEY, GEMINI_API_VERSION, GEMINI_MODEL_OVERRIDES } = settings();
    cached = GEMINI_API_KEY
      ? createGeminiProvider({
          apiKey: GEMINI_API_KEY,
          apiVersion: GEMINI_API_VERSION,
          modelIds: GEMINI_MODEL_OVERRIDES,
        })
      : createDemoProvider();
  }
  return cached;
}
