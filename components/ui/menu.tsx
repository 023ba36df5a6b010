import { Menu as Base } from '@base-ui/react/menu';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { AdoptedTrigger } from './adopted-trigger';
import { cn } from './cn';
import { useLandmark } from './use-landmark';

interface Props {
  /** The button that opens it, unless OnDemand has it. */
  trigger?: ReactElement;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  /** Its width. */
  className?: string;
  /** Where the focus goes when it closes; without it, to the trigger. */
  finalFocus?: ComponentProps<typeof Base.Popup>['finalFocus'];
  /** MenuItem, MenuRadioGroup, or plain text. */
  children: ReactNode;
}

export function Menu({
  trigger,
  side = 'bottom',
  align = 'start',
  className = 'min-w-44',
  finalFocus,
  children,
}: Props) {
  const { container, follow } = useLandmark();
  return (
    // Locking the page behind it would lay the whole page out anew, and move it.
    <Base.Root modal={false} onOpenChange={follow}>
      <Base.Trigger render={trigger ?? <AdoptedTrigger />} />
      <Base.Portal container={container}>
        <Base.Positioner
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-40 outline-none"
        >
          <Base.Popup
            finalFocus={finalFocus}
            className={cn(
              'popup-motion max-h-(--available-height) overflow-y-auto rounded-xl border border-hairline bg-surface p-1.5 shadow-lift outline-none',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
