import type { ReactNode } from 'react';
import type { ExternalToast } from 'sonner';
import { toast } from './toast';

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
