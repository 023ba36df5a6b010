'use client';

import { type ComponentProps, type ComponentType, type ReactElement, useState } from 'react';
import { Adoption } from './adoption';
import { AdoptionContext } from './adoption-context';
import { OnDemandTrigger } from './on-demand-trigger';
import type { PopupKind } from './popup-kind';
import { useOnDemand } from './use-on-demand';

interface Props<P extends object> {
  /** A button; it says what it opens to screen readers, and is there from the first paint. */
  trigger: ReactElement<ComponentProps<'button'>>;
  kind: PopupKind;
  /** Brings a Menu, Popover or list without a trigger of its own. */
  load: () => Promise<ComponentType<P>>;
  /** What the popup is given. */
  popup: P;
}

/**
 * A popup that comes when somebody points at its button or moves the focus there, which is before they press; a press that is
 * quicker opens it when it has come.
 */
export function OnDemand<P extends object>({ trigger, kind, load, popup }: Props<P>) {
  const [adoption] = useState(() => new Adoption());
  const [Popup, bring] = useOnDemand(load);

  async function meet() {
    // The next press asks again.
    if (!(await bring())) adoption.want(false);
  }

  return (
    <>
      <OnDemandTrigger adoption={adoption} trigger={trigger} kind={kind} onIntent={() => void meet()} />
      {Popup ? (
        <AdoptionContext value={adoption}>
          <Popup {...popup} />
        </AdoptionContext>
      ) : null}
    </>
  );
}
