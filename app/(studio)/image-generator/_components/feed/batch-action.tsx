import type { ReactNode } from 'react';

type Props = {
  /** What it does and to what: the word alone stands in every batch. */
  name: string;
  children: ReactNode;
} & ({ onClick: () => void } | { /** A file to save. */ href: string });

const LOOK =
  '-mx-1.5 inline-flex items-center rounded-lg px-1.5 text-muted transition-colors duration-150 hover:text-foreground pointer-coarse:min-h-11';

export function BatchAction({ name, children, ...does }: Props) {
  if ('href' in does) {
    return (
      <a href={does.href} download="" aria-label={name} className={LOOK}>
        {children}
      </a>
    );
  }
  return (
    <button type="button" aria-label={name} onClick={does.onClick} className={LOOK}>
      {children}
    </button>
  );
}
