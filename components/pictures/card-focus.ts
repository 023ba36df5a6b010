import { cardOf } from './picture-keys';

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

type CardMove = 'left' | 'right' | 'up' | 'down' | 'home' | 'end';

export const CARD_MOVES: Readonly<Record<string, CardMove>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
  Home: 'home',
  End: 'end',
};

/**
 * Index of the box that a move leads to, as they lie on the page in reading order: to the sides one after the other, up and down
 * into the nearest row, to what lies nearest there. The same where there is no way on.
 */
function moveAmong(boxes: readonly Box[], from: number, move: CardMove): number {
  const last = boxes.length - 1;
  const box = boxes[from];
  if (!box) return from;
  if (move === 'home') return 0;
  if (move === 'end') return last;
  if (move === 'left') return Math.max(0, from - 1);
  if (move === 'right') return Math.min(last, from + 1);
  const down = move === 'down';
  const beyond = (other: Box) => (down ? other.top >= box.bottom - 1 : other.bottom <= box.top + 1);
  const ways = boxes.map((other, index) => ({ other, index })).filter(({ other }) => beyond(other));
  const edge = (other: Box) => (down ? other.top : -other.bottom);
  const nearest = Math.min(...ways.map(({ other }) => edge(other)));
  const row = ways.filter(({ other }) => edge(other) < nearest + 1);
  const middle = (one: Box) => (one.left + one.right) / 2;
  const away = ({ other }: { other: Box }) => Math.abs(middle(other) - middle(box));
  return row.sort((a, b) => away(a) - away(b))[0]?.index ?? from;
}

const allCards = () => [...document.querySelectorAll<HTMLElement>('main li[id^="card-"]')];

/** Moves the focus from a card to the one that a move leads to, in this batch or the next. */
export function moveCardFocus(from: HTMLElement, move: CardMove): void {
  const cards = move === 'home' || move === 'end' ? batchOf(from) : allCards();
  const boxes = cards.map((card) => card.getBoundingClientRect());
  focusCard(cards[moveAmong(boxes, cards.indexOf(from), move)]);
}

const batchOf = (card: HTMLElement) =>
  [...(card.parentElement?.children ?? [])].filter(
    (child) => child instanceof HTMLElement && cardOf(child),
  ) as HTMLElement[];

/** Moves the focus to the newest card, if there is one. */
export function focusFirstCard(): boolean {
  const [first] = allCards();
  focusCard(first);
  return first !== undefined;
}

function focusCard(card: HTMLElement | undefined): void {
  card?.focus({ preventScroll: true });
  card?.scrollIntoView({ block: 'nearest' });
}
