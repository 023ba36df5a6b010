import { type ComponentProps, type ReactNode, useId } from 'react';
import { cn, inputClass } from './class-names';

type Props = Omit<ComponentProps<'input'>, 'id'> & {
  label: ReactNode;
  labelHidden?: boolean;
  hint?: ReactNode;
  error?: ReactNode;
};

/** A labelled input with a hint or an error, which its description names. */
export function TextField({ label, labelHidden = false, hint, error, className, ...props }: Props) {
  const id = useId();
  const note = error ?? hint;
  return (
    <div className={cn('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className={labelHidden ? 'sr-only' : 'font-medium text-[0.8125rem]'}>
        {label}
      </label>
      <input
        {...props}
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={note ? `${id}-note` : undefined}
        className={cn(inputClass, 'h-10 pointer-coarse:h-11')}
      />
      {note ? (
        <p id={`${id}-note`} className={cn('text-[0.8125rem]', error ? 'text-danger' : 'text-muted')}>
          {note}
        </p>
      ) : null}
    </div>
  );
}
