/**
 * What can be done with a picture, and the key that does it: on the card that has the focus, in the lightbox, and as it is written
 * in menus and in the list of keys. Letters are written large, as on the key.
 */
export const PICTURE_KEYS = {
  open: 'Enter',
  favourite: 'F',
  download: 'D',
  reuse: 'R',
  edit: 'E',
  variations: 'V',
  subtle: 'Shift+V',
  compare: 'C',
  more: 'M',
  delete: 'Delete',
} as const;

export type PictureAction = keyof typeof PICTURE_KEYS;

const ACTIONS = Object.keys(PICTURE_KEYS) as PictureAction[];

export type Press = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** A press as it is written above; null for one with a modifier that belongs to the browser. */
export function keyOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Press): string | null {
  if (ctrlKey || metaKey || altKey) return null;
  const letter = /^\p{Letter}$/u.test(key);
  if (letter) return shiftKey ? `Shift+${key.toUpperCase()}` : key.toUpperCase();
  return key === 'Backspace' ? 'Delete' : key;
}

/** What this press does with a picture. */
export function actionOf(press: Press): PictureAction | undefined {
  const key = keyOf(press);
  return ACTIONS.find((action) => PICTURE_KEYS[action] === key);
}

/** The card of the feed that holds an element; not for what hangs in a card and stands elsewhere, as its menu does. */
export function cardOf(element: EventTarget | null): HTMLElement | null {
  return element instanceof Element ? element.closest<HTMLElement>('li[id^="card-"]') : null;
}

/** Whether a press belongs to the card that has the focus. */
export function isPictureKey(event: Press & Pick<KeyboardEvent, 'target'>): boolean {
  const key = keyOf(event);
  return cardOf(event.target) !== null && (key === '[' || key === ']' || actionOf(event) !== undefined);
}
