import { type ClassValue, clsx } from 'clsx';

/** Joins class names. Two for one property are a mistake: which of them wins is up to the stylesheet, not to their order. */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
