import type { ReactElement, ReactNode } from 'react';
import type { ExternalToast } from 'sonner';
import { Listeners } from '@/lib/listeners';

type Sonner = typeof import('sonner').toast;
type Show = (sonner: Sonner) => void;

/** Toasts on their way: what shows them is loaded with the first. */
class ToastQueue {
  private sonner: Sonner | undefined;
  private waiting: Show[] = [];
  private readonly listeners = new Listeners();
  readonly subscribe = this.listeners.subscribe;

  readonly isWaiting = (): boolean => this.waiting.length > 0;

  add(show: Show): void {
    if (this.sonner) {
      show(this.sonner);
    } else {
      this.waiting.push(show);
      this.listeners.notify();
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

/** Filled by `toast`, emptied by the Toaster. */
export const toastQueue = new ToastQueue();

type Id = string | number;

let made = 0;
const named = (options: ExternalToast | undefined) => ({ ...options, id: options?.id ?? `toast-${++made}` });

function show(title: ReactNode, options?: ExternalToast): Id {
  const data = named(options);
  toastQueue.add((sonner) => sonner(title, data));
  return data.id;
}

function error(title: ReactNode, options?: ExternalToast): Id {
  const data = named(options);
  toastQueue.add((sonner) => sonner.error(title, data));
  return data.id;
}

function success(title: ReactNode, options?: ExternalToast): Id {
  const data = named(options);
  toastQueue.add((sonner) => sonner.success(title, data));
  return data.id;
}

function custom(render: (id: Id) => ReactElement, options?: ExternalToast): Id {
  const data = named(options);
  toastQueue.add((sonner) => sonner.custom(render, data));
  return data.id;
}

function dismiss(id: Id): void {
  toastQueue.add((sonner) => sonner.dismiss(id));
}

/** Sonner's `toast`, from anywhere in the app, without Sonner in the first load. */
export const toast = Object.assign(show, { error, success, custom, dismiss });

/**
 * A place for one toast: the next one takes it. Each has an id of its own, because Sonner drops a toast that comes under the
 * id of one that is just leaving.
 */
export class ToastSlot {
  private shown: string | number | undefined;

  readonly show = (title: ReactNode, options: Omit<ExternalToast, 'id'>): void => {
    this.dismiss();
    this.shown = toast(title, options);
  };

  readonly dismiss = (): void => {
    if (this.shown !== undefined) toast.dismiss(this.shown);
    this.shown = undefined;
  };
}
