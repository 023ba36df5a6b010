import type { ReactNode } from 'react';
import { cn } from '@/components/ui/class-names';

/** What stands on a key, in few letters; combined keys are joined by a plus. */
const CAPS: Readonly<Record<string, string>> = {
  ArrowLeft: '←',
  ArrowRight: '→',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Delete: 'Del',
  Escape: 'Esc',
  Enter: '↵',
  'Shift+V': '⇧V',
};

/** A key in a line of text; screen readers are told by aria-keyshortcuts. */
export function KeyCap({ className, children }: { className?: string; children: string }) {
  return (
    <kbd aria-hidden className={cn('numeric pl-3 text-muted text-xs', className)}>
      {CAPS[children] ?? children}
    </kbd>
  );
}

interface Props {
  keys: readonly { keys: readonly string[]; does: ReactNode }[];
}

/** Keys, and what they do. */
export function KeyList({ keys }: Props) {
  return (
    <dl className="grid grid-cols-[auto_1fr] items-center gap-x-4 gap-y-1.5 text-[0.8125rem]">
      {keys.map(({ keys: pressed, does }) => (
        <div key={pressed.join(' ')} className="contents">
          <dt className="flex gap-1">
            {pressed.map((key) => (
              <kbd
                key={key}
                className="numeric min-w-6 rounded-md bg-raised px-1.5 text-center text-xs leading-6"
              >
                {CAPS[key] ?? key}
              </kbd>
            ))}
          </dt>
          <dd className="text-muted">{does}</dd>
        </div>
      ))}
    </dl>
  );
}
