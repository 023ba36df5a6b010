'use client';

import { useTranslations } from 'next-intl';
import { type FormEvent, type KeyboardEvent, type RefObject, useId, useLayoutEffect } from 'react';
import { useHydrated } from '@/components/gallery/use-hydrated';
import { useRows } from '@/components/gallery/use-rows';
import { cn } from '@/components/ui/cn';
import { TextareaAutoGrow } from '@/components/ui/textarea-auto-grow';
import { characterCount, MAX_NEGATIVE_PROMPT, MAX_PROMPT } from '@/lib/generation/schema';
import { creditsPerImage, DEFAULT_MODEL, findModel } from '@/lib/providers/catalogue';
import type { ComposerDraft } from './composer-draft';
import { ExcludeChip } from './exclude-chip';
import { ModelChips } from './model-chips';
import { SeedChip } from './seed-chip';
import { SendButton } from './send-button';
import { SendNotice } from './send-notice';
import { useDraft } from './use-draft';
import { useSend } from './use-send';

interface Props {
  draft: ComposerDraft;
  promptRef: RefObject<HTMLTextAreaElement | null>;
  getMore: (() => Promise<boolean>) | undefined;
}

/** The counter appears when the end of what is allowed comes into sight. */
const COUNTER_FROM = MAX_PROMPT - 200;

export function Composer({ draft, promptRef, getMore }: Props) {
  const t = useTranslations('composer');
  const written = useDraft(draft);
  const { prompt, settings } = written;
  const rows = useRows();
  const { send, sendAgain, refusal, dismiss } = useSend();
  const hydrated = useHydrated();
  const reasonId = useId();

  // What was typed before the page was ready.
  useLayoutEffect(() => {
    const typed = promptRef.current?.value;
    if (typed) draft.setPrompt(typed);
  }, [draft, promptRef]);

  const model = findModel(settings.model) ?? DEFAULT_MODEL;
  const count = characterCount(prompt.trim());
  const reason =
    count > MAX_PROMPT
      ? t('promptTooLong', { over: count - MAX_PROMPT })
      : characterCount(settings.exclude.trim()) > MAX_NEGATIVE_PROMPT
        ? t('excludeTooLong')
        : null;
  const sendable = count > 0 && reason === null;
  // The server has them after all: only the answer was lost.
  const arrived =
    refusal !== null &&
    rows.some((row) => row.slots.some((slot) => refusal.order.taskIds.includes(slot.taskId)));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!sendable) return;
    send(written);
    promptRef.current?.focus();
    promptRef.current?.select();
  }

  function sendByKey(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    event.preventDefault();
    event.currentTarget.form?.requestSubmit();
  }

  return (
    <form
      onSubmit={submit}
      aria-label={t('title')}
      className="@container/composer rounded-2xl border border-hairline-strong bg-surface p-4 shadow-lift transition-colors duration-150 has-[textarea:focus-visible]:border-accent-text/70 sm:p-[1.125rem]"
    >
      <TextareaAutoGrow
        ref={promptRef}
        rows={2}
        value={prompt}
        onChange={(event) => draft.setPrompt(event.target.value)}
        onKeyDown={sendByKey}
        aria-label={t('prompt')}
        aria-invalid={count > MAX_PROMPT || undefined}
        aria-keyshortcuts="Control+Enter Meta+Enter"
        aria-describedby={reason ? reasonId : undefined}
        placeholder={t('placeholder')}
        className="block max-h-52 min-h-[3.3rem] text-prompt placeholder:text-muted"
      />
      {count > COUNTER_FROM ? (
        <p id={reasonId} className={cn('mt-1 text-[0.8125rem] text-muted', reason && 'text-danger')}>
          <span className="numeric">{t('counter', { count, max: MAX_PROMPT })}</span>
          {reason ? ` · ${reason}` : null}
        </p>
      ) : reason ? (
        <p id={reasonId} className="mt-1 text-[0.8125rem] text-danger">
          {reason}
        </p>
      ) : null}
      <div className="mt-3 flex flex-wrap items-center justify-between gap-2">
        <div
          className={cn(
            'flex flex-1 flex-wrap gap-2 transition-opacity duration-150',
            !hydrated && 'pointer-events-none opacity-0',
          )}
        >
          <ModelChips model={model} settings={settings} onChange={draft.setSettings} />
          {model.seed ? (
            <SeedChip seed={settings.seed} onChange={(seed) => draft.setSettings({ seed })} />
          ) : null}
          <ExcludeChip exclude={settings.exclude} onChange={(exclude) => draft.setSettings({ exclude })} />
        </div>
        <SendButton
          credits={(creditsPerImage(model, settings.imageSize) ?? 0) * settings.count}
          disabled={hydrated && !sendable}
          reasonId={reason ? reasonId : undefined}
          settled={hydrated}
        />
      </div>
      {refusal && !arrived ? (
        <SendNotice error={refusal.error} onSendAgain={sendAgain} onDismiss={dismiss} getMore={getMore} />
      ) : null}
    </form>
  );
}
