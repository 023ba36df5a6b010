/** Joiners that spell, between letters of a script that joins them (Persian, Hindi). */
const SPELLS = String.raw`(?<=(?!\p{Script=Latin})[\p{L}\p{M}])[\u200C\u200D](?=(?!\p{Script=Latin})[\p{L}\p{M}])`;
/** Those that make one emoji of several. */
const JOINS = String.raw`(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})`;

/**
 * What shows nothing but changes how the rest is shown, searched or compared: controls, directions, zero-width characters,
 * fillers, soft hyphens, halves of characters. Variation selectors stay: they choose how the character before them looks.
 */
const HIDDEN = String.raw`(?!\p{Variation_Selector})[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFF9-\uFFFB]`;

const SPACES = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
const KEPT_OR_HIDDEN = new RegExp(`(${SPELLS}|${JOINS})|${HIDDEN}`, 'gu');

/** One line of text as people see it, without what they can't see. */
export function visibleText(text: string): string {
  return text
    .replace(SPACES, ' ')
    .replace(KEPT_OR_HIDDEN, (_, kept?: string) => kept ?? '')
    .trim();
}

/** Characters as people count them and PostgreSQL stores them: code points. */
export function characterCount(text: string): number {
  return Array.from(text).length;
}

/** A text without what no text can hold, lone surrogates and NULs: what a paste that cut an emoji in two leaves of it. */
export function withoutHalves(text: string): string {
  return text.replace(/[\0\p{Cs}]/gu, '');
}

/** Whether a text can be stored as one: no lone surrogate, no NUL. */
export function isText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** A typed line as it is stored, without what can't be seen; undefined if that is nothing, too long or no text. */
export function readLine(typed: string, max: number): string | undefined {
  const line = visibleText(typed);
  return isText(typed) && line !== '' && characterCount(typed.trim()) <= max ? line : undefined;
}
