type Sonner = typeof import('sonner').toast;
type Show = (sonner: Sonner) => void;

/** Toasts on their way: what shows them is loaded with the first. */
class ToastQueue {
  private sonner: Sonner | undefined;
  private waiting: Show[] = [];
  private readonly listeners = new Set<() => void>();

  readonly isWaiting = (): boolean => this.waiting.length > 0;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  add(show: Show): void {
    if (this.sonner) {
      show(this.sonner);
    } else {
      this.waiting.push(show);
      for (const tell of this.listeners) tell();
    }
  }

  /** There is a place for them now; returns what ends that. */
  readonly open = (sonner: Sonner): (() => void) => {
    this.sonner = sonner;
    const waiting = this.waiting;
    this.waiting = [];
    for (const show of waiting) show(sonner);
    return () => {
      this.sonner = undefined;
    };
  };
}

export const toastQueue = new ToastQueue();
