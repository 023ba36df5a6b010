import { Button as BaseButton } from '@base-ui/react/button';
import type { VariantProps } from 'class-variance-authority';
import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { buttonClass } from './button-class';
import { cn } from './cn';

type Props = Omit<ComponentProps<typeof BaseButton>, 'className'> &
  VariantProps<typeof buttonClass> & {
    className?: string;
    /** Shows a spinner and refuses presses, but keeps its focus. */
    pending?: boolean;
  };

export function Button({ variant, size, className, pending = false, disabled, children, ...props }: Props) {
  return (
    <BaseButton
      {...props}
      disabled={pending || (disabled ?? false)}
      focusableWhenDisabled={pending}
      aria-busy={pending || undefined}
      className={cn(buttonClass({ variant, size }), className)}
    >
      {pending ? <LoaderCircle aria-hidden className="animate-spin" /> : null}
      {children}
    </BaseButton>
  );
}
