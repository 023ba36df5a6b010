'use client';

import { useSyncExternalStore } from 'react';
import type { Reference } from '@/components/references/reference';
import { Listeners } from '@/lib/listeners';
import { withoutHalves } from '@/lib/schema/text';
import { type ComposerSettings, type Draft, EMPTY_DRAFT, fitDraft } from './draft';
import { parseDraft, storeDraft } from './stored-draft';

const SETTINGS_KEY = 'darkroom.composer';
const PROMPT_KEY = 'darkroom.prompt';
/** A browser that is killed tells nobody: no more than this is lost then. */
const REST_MS = 300;

/**
 * What is being written, kept over reloads: settings and references in the browser, for the next visit of the same account; a
 * prompt that was not sent in its tab, so that no reload loses what somebody has typed, whoever is signed in after it.
 */
export class ComposerDraft {
  private readonly settingsKey: string;
  /** The prompt that was sent last: it may go. */
  private sent = '';
  private draft: Draft | undefined;
  private storing: ReturnType<typeof setTimeout> | undefined;
  /** What the last reuse replaced. */
  private replaced: Draft | undefined;
  private focusWanted = false;
  private readonly listeners = new Listeners();
  readonly subscribe = this.listeners.subscribe;

  constructor(account = '') {
    this.settingsKey = `${SETTINGS_KEY}:${account}`;
  }

  readonly snapshot = (): Draft => {
    this.draft ??= {
      ...parseDraft(read(() => localStorage, this.settingsKey)),
      prompt: read(() => sessionStorage, PROMPT_KEY) ?? '',
    };
    return this.draft;
  };

  readonly serverSnapshot = (): Draft => EMPTY_DRAFT;

  /** At every key: nothing else of the draft becomes another by it, and it is stored when the hand rests. */
  readonly setPrompt = (prompt: string): void => {
    this.tell({ ...this.snapshot(), prompt: withoutHalves(prompt) });
    clearTimeout(this.storing);
    this.storing = setTimeout(() => this.storePrompt(), REST_MS);
  };

  readonly setSettings = (change: Partial<ComposerSettings>): void => {
    const draft = this.snapshot();
    const settings = { ...draft.settings, ...change };
    this.publish({ ...draft, settings: { ...settings, exclude: withoutHalves(settings.exclude) } });
  };

  readonly setReferences = (references: readonly Reference[]): void => {
    this.publish({ ...this.snapshot(), references });
  };

  /** What became of a reference, also in the draft that an undo brings back. */
  readonly settleReference = (key: string, settled: Reference | null): void => {
    const settle = (draft: Draft): Draft => ({
      ...draft,
      references: draft.references.flatMap((reference) =>
        reference.key === key ? (settled ?? []) : reference,
      ),
    });
    if (this.replaced) this.replaced = fitDraft(settle(this.replaced));
    this.publish(settle(this.snapshot()));
  };

  /** Goes on without saying which picture was edited; it stays a reference. */
  readonly dropParent = (): void => {
    this.publish({ ...this.snapshot(), parentId: null });
  };

  /** What was asked for on a picture is sent: the next prompt is not about it any more. */
  readonly endEdit = (): void => {
    const { parentId, references, ...draft } = this.snapshot();
    if (parentId === null) return;
    const others = references.filter((reference) => !('id' in reference && reference.id === parentId));
    this.publish({ ...draft, references: others, parentId: null });
  };

  /** Takes another draft in its place, which `undoReuse` takes back. */
  readonly replace = (draft: Draft): void => {
    this.replaced = this.snapshot();
    this.publish(draft);
  };

  /** Brings back the whole draft that the last reuse replaced. */
  readonly undoReuse = (): void => {
    if (this.replaced) this.publish(this.replaced);
    this.replaced = undefined;
  };

  /** Keeps what was typed last whenever the page may end, until the returned function is called. */
  readonly keep = (): (() => void) => {
    const store = () => this.storePrompt();
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener('pagehide', store, { signal });
    document.addEventListener('visibilitychange', store, { signal });
    return () => {
      controller.abort();
      store();
    };
  };

  /** The prompt is not needed any more: it is in the outbox, or whoever wrote it has signed out. */
  readonly release = (prompt = this.snapshot().prompt): void => {
    this.sent = prompt;
    this.storePrompt();
  };

  /** What was released is needed after all: it was brought back, or not taken from this account. */
  readonly retain = (): void => {
    this.sent = '';
    this.storePrompt();
  };

  /** The composer that comes next on a page takes the focus. */
  readonly wantFocus = (): void => {
    this.focusWanted = true;
  };

  readonly claimFocus = (): boolean => {
    const wanted = this.focusWanted;
    this.focusWanted = false;
    return wanted;
  };

  private storePrompt(): void {
    clearTimeout(this.storing);
    const { prompt } = this.snapshot();
    write(() => sessionStorage, PROMPT_KEY, prompt.trim() === this.sent.trim() ? '' : prompt);
  }

  private publish(draft: Draft): void {
    const fitting = fitDraft(draft);
    write(() => localStorage, this.settingsKey, storeDraft(fitting));
    this.tell(fitting);
  }

  private tell(draft: Draft): void {
    this.draft = draft;
    this.listeners.notify();
  }
}

/** Browsers may forbid storage altogether; then what is written lasts as long as the page. */
function read(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch {
    return null;
  }
}

function write(storage: () => Storage, key: string, value: string): void {
  try {
    storage().setItem(key, value);
  } catch (error) {
    console.info('What is written is not kept: this browser refuses storage.', error);
  }
}

/** What is being written, rendered again at every change of it. */
export function useDraft(draft: ComposerDraft) {
  return useSyncExternalStore(draft.subscribe, draft.snapshot, draft.serverSnapshot);
}
