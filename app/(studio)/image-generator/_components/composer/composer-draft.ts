import type { Reusable, ReuseKind } from '@/components/gallery/reusable';
import type { Reference } from '@/components/references/reference';
import type { ComposerSettings } from './composer-settings';
import { type Draft, EMPTY_DRAFT, fitDraft } from './draft';
import { type Reused, reuse } from './reuse';
import { parseDraft, storeDraft } from './stored-draft';

const STORAGE_KEY = 'darkroom.composer';

/** What is being written: all but the prompt is kept in the browser over reloads. */
export class ComposerDraft {
  private draft: Draft | undefined;
  /** What the last reuse replaced. */
  private replaced: Draft | undefined;
  private focusWanted = false;
  private readonly listeners = new Set<() => void>();

  readonly snapshot = (): Draft => {
    this.draft ??= parseDraft(readStorage());
    return this.draft;
  };

  readonly serverSnapshot = (): Draft => EMPTY_DRAFT;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  /** At every key: nothing else of the draft becomes another by it, and nothing is stored. */
  readonly setPrompt = (prompt: string): void => {
    this.tell({ ...this.snapshot(), prompt });
  };

  readonly setSettings = (change: Partial<ComposerSettings>): void => {
    const draft = this.snapshot();
    this.publish({ ...draft, settings: { ...draft.settings, ...change } });
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

  readonly reuse = (kind: ReuseKind, what: Reusable): Reused => {
    const reused = reuse(this.snapshot(), kind, what);
    this.replaced = this.snapshot();
    if (reused.changed.length > 0) this.publish(reused.draft);
    return reused;
  };

  /** Brings back the whole draft that the last reuse replaced. */
  readonly undoReuse = (): void => {
    if (this.replaced) this.publish(this.replaced);
    this.replaced = undefined;
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

  private publish(draft: Draft): void {
    const fitting = fitDraft(draft);
    writeStorage(storeDraft(fitting));
    this.tell(fitting);
  }

  private tell(draft: Draft): void {
    this.draft = draft;
    for (const notify of this.listeners) notify();
  }
}

/** Browsers may forbid storage altogether; then settings last as long as the page. */
function readStorage(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

function writeStorage(stored: string): void {
  try {
    localStorage.setItem(STORAGE_KEY, stored);
  } catch (error) {
    console.info('Settings are not kept: this browser refuses storage.', error);
  }
}
