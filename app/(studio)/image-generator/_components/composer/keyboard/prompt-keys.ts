import type { ComposerDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { focusFirstCard } from '@/components/pictures/card-focus';
import type { PictureStore } from '@/components/pictures/feed/picture-store';

const STEPS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowDown: -1 };

/** What was brought back into an empty prompt last, of the prompts that there were then. */
let walk = { prompts: [] as string[], at: -1 };

/**
 * In an empty prompt, arrow up brings back earlier prompts, newest first, and arrow down goes forward again. It ends with the first
 * change of what it brought back: from then on arrows belong to the text.
 */
function walkHistory(draft: ComposerDraft, rows: readonly { prompt: string }[], key: string): void {
  const { prompt } = draft.snapshot();
  if (prompt === '') walk = { prompts: [...new Set(rows.map((row) => row.prompt))], at: -1 };
  const { prompts, at } = walk;
  if (prompt !== '' && prompt !== prompts[at]) return;
  const next = Math.max(-1, Math.min(at + (STEPS[key] ?? 0), prompts.length - 1));
  if (next === at) return;
  walk = { prompts, at: next };
  draft.setPrompt(prompts[next] ?? '');
}

/** The keys that lead out of the text: Escape to the newest card, arrows through earlier prompts. */
export function onPromptKey(draft: ComposerDraft, store: PictureStore, key: string): void {
  if (key === 'Escape') focusFirstCard();
  else walkHistory(draft, store.rows(), key);
}
