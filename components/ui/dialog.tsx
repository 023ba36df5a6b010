import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ComponentProps, ReactNode } from 'react';
import { buttonClass } from './button-class';
import { cn } from './class-names';

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** Keeps the title for screen readers only. */
  titleHidden?: boolean;
  description?: ReactNode;
  /** A card in the middle, a list under a field near the top, a drawer at the left, or the whole window. */
  shape?: keyof typeof SHAPES;
  /** Leaves out the ✕; then children must hold a way out. */
  closeHidden?: boolean;
  initialFocus?: ComponentProps<typeof Base.Popup>['initialFocus'];
  /** Where the focus goes when it closes; without it, to where it was. */
  finalFocus?: ComponentProps<typeof Base.Popup>['finalFocus'];
  children: ReactNode;
}

const SHAPES = {
  card: '-translate-x-1/2 -translate-y-1/2 top-1/2 left-1/2 max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-md overflow-y-auto rounded-2xl border bg-surface p-5',
  palette:
    '-translate-x-1/2 top-[max(1rem,10dvh)] left-1/2 flex max-h-[min(34rem,80dvh)] w-[calc(100vw-1.5rem)] max-w-xl flex-col overflow-hidden rounded-2xl border bg-surface',
  drawer:
    'inset-y-0 left-0 flex h-dvh w-80 max-w-[calc(100vw-3rem)] flex-col gap-4 overflow-hidden rounded-r-2xl border bg-background p-3 data-ending-style:-translate-x-4 data-ending-style:scale-100 data-starting-style:-translate-x-4 data-starting-style:scale-100',
  window: 'inset-0 flex h-dvh w-full flex-col overflow-hidden bg-background lg:flex-row',
} as const;

/** A modal dialog: Escape, ✕ and a press beside it close it, and the focus goes back to where it was. */
export function Dialog(props: Props) {
  const t = useTranslations('app');
  return (
    <Base.Root open={props.open} onOpenChange={(open) => props.onOpenChange(open)}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 min-h-dvh bg-scrim transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0 supports-[-webkit-touch-callout:none]:absolute" />
        <Base.Popup
          initialFocus={props.initialFocus}
          finalFocus={props.finalFocus}
          className={cn(
            'popup-motion fixed z-50 border-hairline shadow-lift outline-none',
            SHAPES[props.shape ?? 'card'],
          )}
        >
          <Base.Title className={props.titleHidden ? 'sr-only' : 'pr-10 font-semibold text-base'}>
            {props.title}
          </Base.Title>
          {props.description ? (
            <Base.Description className="mt-1 text-muted">{props.description}</Base.Description>
          ) : null}
          {props.closeHidden ? null : (
            <Base.Close
              aria-label={t('close')}
              className={cn(
                buttonClass({ variant: 'ghost' }),
                'absolute top-3 right-3 z-10 w-9 bg-surface/80 px-0! pointer-coarse:w-11',
              )}
            >
              <X aria-hidden />
            </Base.Close>
          )}
          {props.children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
