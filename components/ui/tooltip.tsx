import { Tooltip as Base } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';
import { useLandmark } from './use-landmark';

interface Props {
  content: ReactNode;
  /** The control it explains; the tooltip is no substitute for its accessible name. */
  children: ReactElement;
  side?: 'top' | 'right' | 'bottom' | 'left';
}

export function Tooltip({ content, children, side = 'top' }: Props) {
  const { container, follow } = useLandmark();
  return (
    <Base.Root onOpenChange={follow}>
      <Base.Trigger render={children} />
      <Base.Portal container={container}>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="popup-motion max-w-64 rounded-md bg-foreground px-2 py-1 text-background text-xs">
            {content}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
