import { Menu as Base } from '@base-ui/react/menu';
import type { ReactNode } from 'react';

/** Menu items under a line of explanation. */
export function MenuGroup({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="max-w-64 break-words px-2.5 pt-1 pb-1.5 text-muted text-xs">
        {label}
      </Base.GroupLabel>
      {children}
    </Base.Group>
  );
}
