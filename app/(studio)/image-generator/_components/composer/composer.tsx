'use client';

import { useTranslations } from 'next-intl';
import {
  type FormEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { type ComposerDraft, useDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { useOutbox } from '@/components/outbox/outbox-context';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import { ReferencesChip } from '@/components/references/references-chip';
import { useFileDrop, useImagePaste } from '@/components/references/use-incoming-files';
import { cn } from '@/components/ui/class-names';
import { LazyPart } from '@/components/ui/lazy-part';
import { afterPaint, useHydrated } from '@/components/ui/paint';
import { preload } from '@/components/ui/use-lazy';
import { creditsPerImage, DEFAULT_MODEL, findModel } from '@/lib/providers/catalogue';
import { useSendWhenReady } from './keyboard/use-send-when-ready';
import { type Block, PromptField, sendingBlock } from './prompt-field';
import { useReferences } from './references/use-references';
import { useFiles } from './restore/use-files';
import { SendButton } from './send-button';
import { SettingChips } from './setting-chips';
import { useSend } from './use-send';

const loadReferenceList = () =>
  import('@/components/references/reference-list').then((module) => module.ReferenceList);
const loadNotices = () => import('./references/reference-notices').then((module) => module.ReferenceNotices);

const loadDropHint = () => import('./references/drop-hint').then((module) => module.DropHint);
const loadEditingLine = () => import('./references/editing-line').then((module) => module.EditingLine);
const loadPromptKeys = () => import('./keyboard/prompt-keys');

const FAULTY: ReadonlySet<string> = new Set(['failed', 'gone']);

interface Props {
  draft: ComposerDraft;
  promptRef: RefObject<HTMLTextAreaElement | null>;
}

/** The form that asks for pictures: prompt, settings, references, price. What is sent stays in it, selected. */
export function Composer({ draft, promptRef }: Props) {
  const t = useTranslations('composer');
  const written = useDraft(draft);
  const { prompt, settings, references, parentId } = written;
  const actions = useReferences(draft);
  const takeFiles = useFiles(draft, actions);
  const send = useSend(draft);
  const outbox = useOutbox();
  const hydrated = useHydrated();
  const [navigated] = useState(hydrated);
  const [reasonId, noticesId] = [useId(), useId()];
  const formRef = useRef<HTMLFormElement>(null);

  const { store } = usePictureTasks();
  useImagePaste(takeFiles, () => promptRef.current);
  const over = useFileDrop(formRef, { onFiles: takeFiles, onPicture: actions.addPicture });

  // What was typed before the page was ready.
  useLayoutEffect(() => {
    const typed = promptRef.current?.value;
    if (typed) draft.setPrompt(typed);
    if (draft.claimFocus() || isFocusFree(navigated)) promptRef.current?.focus({ preventScroll: true });
  }, [draft, promptRef, navigated]);

  useEffect(() => {
    preload(loadReferenceList);
    preload(loadNotices);
    preload(loadPromptKeys);
    preload(loadEditingLine);
    preload(loadDropHint);
  }, []);

  const checkReferences = useEffectEvent(actions.checkAll);
  useEffect(
    () =>
      outbox.subscribeAnswers((_, answer) => {
        if ('error' in answer && answer.error.code === 'not_found') checkReferences();
      }),
    [outbox],
  );

  const model = findModel(settings.model) ?? DEFAULT_MODEL;
  const block = sendingBlock(written);

  const { submit, waiting } = useSendWhenReady(block, () => {
    send();
    afterPaint(() => {
      promptRef.current?.focus();
      // Not what somebody has begun to type meanwhile.
      if (promptRef.current?.value === prompt) promptRef.current.select();
    });
  });

  /** From every field of the form, and from its popups, which stand elsewhere in the page. */
  function sendByKey(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    event.preventDefault();
    event.stopPropagation();
    submit();
  }

  function onPromptKey({ key, shiftKey, ctrlKey, metaKey, altKey, nativeEvent }: KeyboardEvent) {
    const plain = !(shiftKey || ctrlKey || metaKey || altKey || nativeEvent.isComposing);
    if (plain && /^(Escape|ArrowUp|ArrowDown)$/.test(key))
      loadPromptKeys().then(({ onPromptKey: act }) => act(draft, store, key), console.info);
  }

  return (
    <form
      ref={formRef}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        submit();
      }}
      onKeyDownCapture={sendByKey}
      aria-label={t('title')}
      className="group/composer @container/composer relative rounded-2xl border border-hairline-strong bg-surface p-[1.125rem] shadow-lift transition-colors duration-150 has-[textarea:focus-visible]:border-accent-text/70 max-lg:p-2"
    >
      {parentId ? (
        <LazyPart load={loadEditingLine} part={{ parentId, references, onStop: draft.dropParent }} />
      ) : null}
      <PromptField
        ref={promptRef}
        prompt={prompt}
        onChange={draft.setPrompt}
        onKeyDown={onPromptKey}
        block={block}
        reasonId={reasonId}
      />
      <div className="mt-3 flex flex-wrap items-center justify-between gap-2 max-lg:mt-1">
        <div
          className={cn(
            // On a small screen one row that is scrolled, with room for the rings of what has the focus.
            'flex min-w-0 flex-1 flex-wrap gap-2 transition-opacity duration-150 max-lg:-my-1 max-lg:min-w-20 max-lg:flex-nowrap max-lg:overflow-x-auto max-lg:p-1 max-lg:[scrollbar-width:none] max-lg:*:shrink-0',
            !hydrated && 'pointer-events-none opacity-0',
          )}
        >
          {references.length > 0 ? (
            <LazyPart
              load={loadReferenceList}
              part={{
                references,
                onMove: actions.move,
                onRemove: actions.remove,
                onLoaded: actions.forgetPreview,
                onBroken: actions.check,
              }}
            />
          ) : null}
          <SettingChips model={model} settings={settings} onChange={draft.setSettings} />
          <ReferencesChip count={references.length} onFiles={takeFiles} />
        </div>
        <SendButton
          credits={(creditsPerImage(model, settings.imageSize) ?? 0) * settings.count}
          disabled={hydrated && block !== null && block.why !== 'uploading'}
          uploading={block?.why === 'uploading' ? block.count : 0}
          waiting={waiting}
          reasonId={describes(block, reasonId, noticesId)}
          settled={hydrated}
        />
      </div>
      <div id={noticesId} className="not-empty:mt-3">
        {actions.faults.length > 0 || references.some(({ status }) => FAULTY.has(status)) ? (
          <LazyPart load={loadNotices} part={{ references, actions, model }} />
        ) : null}
      </div>
      <p role="status" className="sr-only">
        {actions.said}
      </p>
      {over ? <LazyPart load={loadDropHint} part={{}} /> : null}
    </form>
  );
}

/** Whether nothing else has the focus, on a computer; after a link was followed to this page, it is the link that has it. */
function isFocusFree(navigated: boolean): boolean {
  const focused = document.activeElement;
  const free = focused === document.body || (navigated && focused?.matches('a[href]'));
  return Boolean(free) && matchMedia('(pointer: fine)').matches;
}

/** The text that says why nothing can be sent. */
function describes(block: Block | null, reasonId: string, noticesId: string): string | undefined {
  if (block?.why === 'promptTooLong' || block?.why === 'excludeTooLong') return reasonId;
  return block?.why === 'failed' || block?.why === 'gone' ? noticesId : undefined;
}
