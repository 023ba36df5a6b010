import { type ComposerSettings, DEFAULT_SETTINGS, fitToModel, parseSettings } from './composer-settings';

interface Draft {
  prompt: string;
  settings: ComposerSettings;
}

const STORAGE_KEY = 'darkroom.composer';
const UNTOUCHED: Draft = { prompt: '', settings: DEFAULT_SETTINGS };

/** What is being written: the settings are kept in the browser over reloads. */
export class ComposerDraft {
  private draft: Draft | undefined;
  private readonly listeners = new Set<() => void>();

  readonly snapshot = (): Draft => {
    this.draft ??= { prompt: '', settings: parseSettings(readStorage()) };
    return this.draft;
  };

  readonly serverSnapshot = (): Draft => UNTOUCHED;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  readonly setPrompt = (prompt: string): void => {
    this.publish({ ...this.snapshot(), prompt });
  };

  readonly setSettings = (change: Partial<ComposerSettings>): void => {
    const settings = fitToModel({ ...this.snapshot().settings, ...change });
    writeStorage(settings);
    this.publish({ ...this.snapshot(), settings });
  };

  private publish(draft: Draft): void {
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

function writeStorage(settings: ComposerSettings): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(settings));
  } catch (error) {
    console.info('Settings are not kept: this browser refuses storage.', error);
  }
}
