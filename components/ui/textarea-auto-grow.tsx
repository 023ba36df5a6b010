'use client';

import { type ComponentProps, useLayoutEffect, useRef } from 'react';
import { cn } from './class-names';

type Props = ComponentProps<'textarea'> & { value: string };

/** Grows with its text by `field-sizing: content`; measured where a browser lacks that. Limit it with max-h-*. */
export function TextareaAutoGrow({ ref, className, value, ...props }: Props) {
  const own = useRef<HTMLTextAreaElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text decides the height
  useLayoutEffect(() => {
    const element = own.current;
    if (!element || CSS.supports('field-sizing', 'content')) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [value]);

  return (
    <textarea
      {...props}
      value={value}
      ref={(element) => {
        own.current = element;
        if (typeof ref === 'function') return ref(element);
        if (ref) ref.current = element;
      }}
      className={cn('field-sizing-content w-full resize-none outline-none', className)}
    />
  );
}
