import type { CommandGroup } from './use-commands';

/** Of each group so many without a word: what is there at all. */
const AT_FIRST = 6;

const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLocaleLowerCase();

/** The lines that have all words of a text, in any order, case and with or without accents; groups without any are left out. */
export function matching(groups: readonly CommandGroup[], text: string): readonly CommandGroup[] {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return groups
    .map(({ name, items }) => ({
      name,
      items:
        words.length === 0
          ? items.slice(0, AT_FIRST)
          : items.filter(({ label }) => words.every((word) => plain(label).includes(word))),
    }))
    .filter(({ items }) => items.length > 0);
}
