'use client';

import { useTranslations } from 'next-intl';
import type { KeyboardEventHandler, RefObject } from 'react';
import { cn } from '@/components/ui/cn';
import { TextareaAutoGrow } from '@/components/ui/textarea-auto-grow';
import { characterCount } from '@/lib/generation/character-count';
import { MAX_PROMPT } from '@/lib/generation/limits';
import type { Block } from './sending-block';

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

export function PromptField({ ref, prompt, onChange, onKeyDown, block, reasonId }: Props) {
  const t = useTranslations('composer');
  const reason = useReason(block);
  const count = characterCount(prompt.trim());
  return (
    <>
      <TextareaAutoGrow
        ref={ref}
        rows={2}
        value={prompt}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        aria-label={t('prompt')}
        aria-invalid={count > MAX_PROMPT || undefined}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        aria-describedby={reason ? reasonId : undefined}
        placeholder={t('placeholder')}
        className="block max-h-52 min-h-[3.3rem] bg-transparent text-prompt placeholder:text-muted"
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
