import type { ComponentProps } from 'react';
import { cn } from './cn';

/** Holds the place of something that is coming, in its exact size. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return <div aria-hidden {...props} className={cn('animate-safelight bg-raised', className)} />;
}
