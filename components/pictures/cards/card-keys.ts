import { CARD_MOVES, moveCardFocus } from '@/components/pictures/card-focus';
import { actionOf, keyOf, type Press } from '@/components/pictures/picture-keys';
import type { PictureActions } from '@/components/pictures/use-picture-actions';

export interface CardKeys {
  /** What can be done with the picture; null while there is none. */
  picture: PictureActions | null;
  /** Without a picture. */
  onDelete: (() => void) | undefined;
  onReuse: () => void;
  onVersion: (step: number) => void;
}

const VERSION_STEPS: Readonly<Record<string, number>> = { '[': -1, ']': 1 };

/** Does what a press means on a card that has the focus, or on one of its buttons. */
export function actOnCard(
  card: HTMLElement,
  press: Press,
  { picture, onDelete, onReuse, onVersion }: CardKeys,
): void {
  const key = keyOf(press) ?? '';
  const action = actionOf(press);
  const actions: PictureActions = picture ?? { ...(onDelete && { delete: onDelete }), reuse: onReuse };
  const move = CARD_MOVES[key];
  const version = VERSION_STEPS[key];
  if (move) moveCardFocus(card, move);
  else if (version) onVersion(version);
  else if (key === 'Escape') card.focus({ preventScroll: true });
  else if (key === 'F2' || (action === 'open' && !actions.open)) goInto(card);
  else if (action === 'more') card.querySelector<HTMLElement>('[aria-haspopup="menu"]')?.click();
  else if (action) actions[action]?.();
}

function goInto(card: HTMLElement): void {
  card.querySelector<HTMLButtonElement>('button:not(:disabled)')?.focus();
}
