'use client';

import { LoaderCircle } from 'lucide-react';
import type { ComponentProps, MouseEvent } from 'react';
import { type ButtonLook, buttonClass } from './button-class';
import { cn } from './class-names';
import { useTabIndex } from './keyboard/tab-stop';

type Props = ComponentProps<'button'> &
  ButtonLook & {
    /** Shows a spinner and refuses presses, but keeps its focus. */
    pending?: boolean;
  };

/** Of a submit button: a form is not sent twice. */
const refuse = (event: MouseEvent) => event.preventDefault();

/** A button in words; `pending` while what it does is under way. */
export function Button({ variant, size, className, pending = false, ...props }: Props) {
  const tabIndex = useTabIndex();
  return (
    <button
      type="button"
      {...props}
      {...(tabIndex !== undefined && { tabIndex })}
      {...(pending && { disabled: false, onClick: refuse })}
      aria-disabled={pending || props['aria-disabled']}
      aria-busy={pending || undefined}
      className={cn(buttonClass({ variant, size }), className)}
    >
      {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
      {props.children}
    </button>
  );
}
