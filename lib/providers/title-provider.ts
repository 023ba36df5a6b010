import { settings } from '@/lib/env';
import { createDemoTitles } from './demo/demo-titles';
import { createGeminiTitles } from './gemini/gemini-titles';

interface TitleRequest {
  /** Id of a text model. */
  model: string;
  prompt: string;
  /** A BCP 47 tag: the language that the title shall have. */
  locale: string;
}

export interface TitleProvider {
  readonly name: 'gemini' | 'demo';
  /** A title of at most 5 words. Rejects with TaskError, or with `signal.reason` when aborted. */
  suggest(request: TitleRequest, signal: AbortSignal): Promise<string>;
}

let cached: TitleProvider | undefined;

/** Who gives titles in this process: Gemini's text model when there is a key, the built-in demo otherwise. */
export function titleProvider(): TitleProvider {
  if (!cached) {
    const { GEMINI_API_KEY, GEMINI_API_VERSION } = settings();
    cached = GEMINI_API_KEY
      ? createGeminiTitles({ apiKey: GEMINI_API_KEY, apiVersion: GEMINI_API_VERSION })
      : createDemoTitles();
  }
  return cached;
}
