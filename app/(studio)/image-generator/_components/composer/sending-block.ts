import { characterCount } from '@/lib/generation/character-count';
import { MAX_NEGATIVE_PROMPT, MAX_PROMPT } from '@/lib/generation/limits';
import type { Draft } from './draft';

export type Block =
  | { why: 'empty' | 'excludeTooLong' | 'failed' | 'gone' }
  | { why: 'promptTooLong'; over: number }
  | { why: 'uploading'; count: number };

/** What has to be done or waited for before a draft can be sent. */
export function sendingBlock({ prompt, settings, references }: Draft): Block | null {
  const count = characterCount(prompt.trim());
  if (count > MAX_PROMPT) return { why: 'promptTooLong', over: count - MAX_PROMPT };
  if (characterCount(settings.exclude.trim()) > MAX_NEGATIVE_PROMPT) return { why: 'excludeTooLong' };
  const inState = (state: string) => references.filter(({ status }) => status === state).length;
  if (inState('gone') > 0) return { why: 'gone' };
  if (inState('failed') > 0) return { why: 'failed' };
  if (inState('uploading') > 0) return { why: 'uploading', count: inState('uploading') };
  return count === 0 ? { why: 'empty' } : null;
}
