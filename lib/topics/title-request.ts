import { settings } from '@/lib/env';
import { titleProvider } from '@/lib/providers/title-provider';

/** What the database needs to queue the title of a topic; taken unless it has one. */
export function titleRequest(locale: string): { model: string; statsKey: string; locale: string } {
  const { GEMINI_TEXT_MODEL: model } = settings();
  return { model, statsKey: `${titleProvider().name}:${model}:title`, locale };
}
