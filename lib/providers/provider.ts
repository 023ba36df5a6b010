import { settings } from '@/lib/env';
import type { ImageProvider, TitleProvider } from './contract';
import { createDemoProvider } from './demo/demo-provider';
import { createDemoTitles } from './demo/demo-titles';
import { createGeminiProvider } from './gemini/gemini-provider';
import { createGeminiTitles } from './gemini/gemini-titles';

let images: ImageProvider | undefined;

/** The provider of this process: Gemini when there is a key, the built-in demo otherwise. */
export function imageProvider(): ImageProvider {
  if (!images) {
    const { GEMINI_API_KEY, GEMINI_API_VERSION, GEMINI_MODEL_OVERRIDES } = settings();
    images = GEMINI_API_KEY
      ? createGeminiProvider({
          apiKey: GEMINI_API_KEY,
          apiVersion: GEMINI_API_VERSION,
          modelIds: GEMINI_MODEL_OVERRIDES,
        })
      : createDemoProvider();
  }
  return images;
}

let titles: TitleProvider | undefined;

/** Who gives titles in this process: Gemini's text model when there is a key, the built-in demo otherwise. */
export function titleProvider(): TitleProvider {
  if (!titles) {
    const { GEMINI_API_KEY, GEMINI_API_VERSION } = settings();
    titles = GEMINI_API_KEY
      ? createGeminiTitles({ apiKey: GEMINI_API_KEY, apiVersion: GEMINI_API_VERSION })
      : createDemoTitles();
  }
  return titles;
}
