'use client';

import { useTranslations } from 'next-intl';
import type { KeyboardEventHandler, RefObject } from 'react';
import type { Draft } from '@/app/(studio)/_components/draft/draft';
import { cn } from '@/components/ui/class-names';
import { TextareaAutoGrow } from '@/components/ui/textarea-auto-grow';
import { MAX_NEGATIVE_PROMPT, MAX_PROMPT } from '@/lib/limits';
import { characterCount } from '@/lib/schema/text';

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

interface Props {
  ref: RefObject<HTMLTextAreaElement | null>;
  prompt: string;
  onChange: (prompt: string) => void;
  onKeyDown: KeyboardEventHandler<HTMLTextAreaElement>;
  block: Block | null;
  /** For the text that says why nothing can be sent. */
  reasonId: string;
}

/** The counter appears when the end of what is allowed comes into sight. */
const COUNTER_FROM = MAX_PROMPT - 200;

/** The prompt, with its length near the limit and the reason why it can't be sent. */
export function PromptField({ ref, prompt, onChange, onKeyDown, block, reasonId }: Props) {
  const t = useTranslations('composer');
  const reason = useReason(block);
  const count = characterCount(prompt.trim());
  return (
    <>
      <TextareaAutoGrow
        ref={ref}
        dir="auto"
        rows={2}
        value={prompt}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        aria-label={t('prompt')}
        aria-invalid={count > MAX_PROMPT || undefined}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        aria-describedby={reason ? reasonId : undefined}
        placeholder={t('placeholder')}
        className="block max-h-52 min-h-[3.3rem] bg-transparent text-prompt placeholder:text-muted max-lg:max-h-32 max-lg:min-h-11 max-lg:px-2 max-lg:py-2 max-lg:group-not-focus-within/composer:max-h-11 max-lg:group-not-focus-within/composer:overflow-hidden max-lg:placeholder:truncate"
      />
      {reason || count > COUNTER_FROM ? (
        <p id={reasonId} className={cn('mt-1 text-[0.8125rem]', reason ? 'text-danger' : 'text-muted')}>
          {count > COUNTER_FROM ? (
            <span className="numeric">{t('counter', { count, max: MAX_PROMPT })}</span>
          ) : null}
          {reason && count > COUNTER_FROM ? ' · ' : null}
          {reason}
        </p>
      ) : null}
    </>
  );
}

function useReason(block: Block | null): string | null {
  const t = useTranslations('composer');
  switch (block?.why) {
    case 'promptTooLong':
      return t('promptTooLong', { over: block.over });
    case 'excludeTooLong':
      return t('excludeTooLong');
    default:
      return null;
  }
}
