'use client';

import { Tooltip as Base } from '@base-ui/react/tooltip';
import { useState } from 'react';

interface Props {
  /** What it stands beside; null: there is none. */
  anchor: HTMLElement | null;
  onClose: () => void;
}

const SIDES = ['top', 'right', 'bottom', 'left'] as const;

/** The one tooltip of the page: the accessible name of a button that has no words. */
export function Tooltip({ anchor, onClose }: Props) {
  // It fades where it was.
  const [last, setLast] = useState(anchor);
  if (anchor && anchor !== last) setLast(anchor);
  return (
    <Base.Root open={anchor !== null} onOpenChange={(open) => !open && onClose()}>
      <Base.Portal container={last?.closest<HTMLElement>('header, main, [role="dialog"]')}>
        <Base.Positioner
          anchor={last}
          side={SIDES.find((side) => side === last?.dataset.tooltip) ?? 'top'}
          sideOffset={6}
          className="z-50"
        >
          <Base.Popup
            data-tooltip-popup
            className="popup-motion max-w-64 rounded-md bg-foreground px-2 py-1 text-background text-xs"
          >
            {last?.getAttribute('aria-label')}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
