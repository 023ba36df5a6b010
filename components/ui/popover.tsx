import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { cn } from './class-names';
import { ForwardedTrigger, useLandmark } from './lazy-popup';

interface Props {
  /** The button that opens it, unless LazyPopup has it. */
  trigger?: ReactElement;
  title: ReactNode;
  /** Keeps the title for screen readers only. */
  titleHidden?: boolean;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  /** Its width. */
  className?: string;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** Free content beside the button that opens it. */
export function Popover({ side = 'bottom', align = 'start', onOpenChange, ...props }: Props) {
  const { container, follow } = useLandmark();
  return (
    <Base.Root
      {...(props.open !== undefined && { open: props.open })}
      onOpenChange={(open, details) => {
        follow(open, details);
        onOpenChange?.(open);
      }}
    >
      <Base.Trigger render={props.trigger ?? <ForwardedTrigger />} />
      <Base.Portal container={container}>
        <Base.Positioner side={side} align={align} sideOffset={8} collisionPadding={12} className="z-40">
          <Base.Popup
            className={cn(
              'popup-motion max-h-(--available-height) max-w-(--available-width) overflow-y-auto rounded-xl border border-hairline bg-surface p-4 shadow-lift outline-none',
              props.className ?? 'w-72',
            )}
          >
            <Base.Title className={props.titleHidden ? 'sr-only' : 'mb-2 font-semibold text-sm'}>
              {props.title}
            </Base.Title>
            {props.children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
