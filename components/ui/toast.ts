import type { ReactElement, ReactNode } from 'react';
import type { ExternalToast } from 'sonner';
import { toastQueue } from './toast-queue';

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
