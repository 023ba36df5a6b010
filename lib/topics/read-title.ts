import { characterCount } from '@/lib/generation/character-count';
import { MAX_TITLE } from './max-title';

/** A typed title as it is stored; undefined if it can't be one. */
export function readTitle(typed: string): string | undefined {
  const title = typed.trim();
  const isText = title.isWellFormed() && !title.includes('\0');
  return isText && title !== '' && characterCount(title) <= MAX_TITLE ? title : undefined;
}
