import type { ReactNode } from 'react';

interface Props {
  /** What it does and to what: the word alone stands in every batch. */
  name: string;
  onClick: () => void;
  children: ReactNode;
}

export function BatchAction({ name, onClick, children }: Props) {
  return (
    <button
      type="button"
      aria-label={name}
      onClick={onClick}
      className="-mx-1.5 rounded-lg px-1.5 text-muted transition-colors duration-150 hover:text-foreground pointer-coarse:min-h-11"
    >
      {children}
    </button>
  );
}
