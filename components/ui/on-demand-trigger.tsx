'use client';

import {
  type ComponentProps,
  cloneElement,
  type KeyboardEvent,
  type ReactElement,
  type SyntheticEvent,
  useEffect,
  useSyncExternalStore,
} from 'react';
import type { Adoption } from './adoption';
import type { PopupKind } from './popup-kind';

interface Props {
  adoption: Adoption;
  trigger: ReactElement<ComponentProps<'button'>>;
  kind: PopupKind;
  /** Somebody may be about to press it. */
  onIntent: () => void;
}

/** The button of a popup that may not have been loaded yet: busy while somebody waits for it. */
export function OnDemandTrigger({ adoption, trigger, kind, onIntent }: Props) {
  const { props, wanted } = useSyncExternalStore(adoption.subscribe, adoption.get, adoption.get);

  useEffect(() => {
    if (props && wanted) adoption.pressAgain();
  }, [adoption, props, wanted]);

  function meet({ currentTarget }: SyntheticEvent<HTMLButtonElement>) {
    adoption.button = currentTarget;
    onIntent();
  }

  function want(event: SyntheticEvent<HTMLButtonElement>) {
    adoption.want(true);
    meet(event);
  }

  /** Arrows open menus and lists. */
  function wantByKey(event: KeyboardEvent<HTMLButtonElement>) {
    if (kind === 'dialog' || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
    event.preventDefault();
    want(event);
  }

  return cloneElement(
    trigger,
    props ?? {
      'aria-haspopup': kind === 'search' ? 'dialog' : kind,
      'aria-expanded': false,
      'aria-busy': wanted || undefined,
      ...((kind === 'listbox' || kind === 'search') && { role: 'combobox' }),
      onPointerEnter: meet,
      onFocus: meet,
      onClick: want,
      onKeyDown: wantByKey,
    },
  );
}
