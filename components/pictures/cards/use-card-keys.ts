'use client';

import { type FocusEvent, type KeyboardEvent, type RefObject, useEffect, useState } from 'react';
import { reportLostPart } from '@/components/notices/page-notices';
import { isPictureKey, keyOf } from '@/components/pictures/picture-keys';
import type { PictureActions } from '@/components/pictures/use-picture-actions';
import { preload } from '@/components/ui/use-lazy';
import type { CardKeys } from './card-keys';

interface Options extends Omit<CardKeys, 'picture'> {
  picture: RefObject<PictureActions | null>;
  /** It has the focus, or something in it. */
  onFocused: () => void;
}

const loadKeys = () => import('./card-keys');

/** Leads in, out and on, on any card. */
const WAYS = /^(Arrow|Home$|End$|F2$|Escape$)/;

/**
 * The keys of the card that has the focus, or of one of its buttons. The buttons are no Tab stops before somebody goes into the card,
 * by F2, or by Enter where there is nothing to open; Escape leads out again.
 */
export function useCardKeys({ picture, onFocused, ...options }: Options) {
  const [inside, setInside] = useState(false);
  useEffect(() => preload(loadKeys), []);

  return {
    inside,
    handlers: {
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        const { currentTarget: card, target, nativeEvent: press } = event;
        // A menu hangs in here too, but stands elsewhere.
        if (!isWithin(event) || event.defaultPrevented) return;
        const key = keyOf(press) ?? '';
        const own = target === card;
        // A button has its own Enter, and Escape from the card itself leads elsewhere.
        if (own ? key === 'Escape' : key === 'Enter') return;
        if (!WAYS.test(key) && !isPictureKey(press)) return;
        event.preventDefault();
        const act = () =>
          void loadKeys().then(
            ({ actOnCard }) => actOnCard(card, press, { picture: picture.current, ...options }),
            () => reportLostPart(loadKeys, act),
          );
        act();
      },
      onFocus(event: FocusEvent<HTMLElement>) {
        if (!isWithin(event)) return;
        setInside(event.target !== event.currentTarget);
        onFocused();
      },
      onBlur(event: FocusEvent<HTMLElement>) {
        if (!event.currentTarget.contains(event.relatedTarget)) setInside(false);
      },
    },
  };
}

function isWithin({ target, currentTarget }: KeyboardEvent | FocusEvent): boolean {
  return target instanceof Node && currentTarget instanceof Node && currentTarget.contains(target);
}
