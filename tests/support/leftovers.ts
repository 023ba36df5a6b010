import type { Page } from '@playwright/test';
import en from '@/messages/en.json' with { type: 'json' };
import ptBR from '@/messages/pt-BR.json' with { type: 'json' };

type Tree = { [key: string]: string | Tree };

const texts = (tree: Tree): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[key, value] as [string, string]]
      : texts(value).map(([rest, text]) => [`${key}.${rest}`, text] as [string, string]),
  );

const portuguese = new Map(texts(ptBR));
const everyPortuguese = new Set(portuguese.values());
/** Whole sentences without values that are said otherwise in Portuguese. */
const english = texts(en)
  .filter(([key, text]) => !/[{<]/.test(text) && text !== portuguese.get(key) && !everyPortuguese.has(text))
  .map(([, text]) => text);

/** What can be read or heard on a page that is still English. */
export async function leftovers(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => {
    const words: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode())
      // What the page says is English on purpose is none of it.
      if (
        walker.currentNode.parentElement?.checkVisibility() &&
        !walker.currentNode.parentElement.closest('[lang="en"]')
      )
        words.push(walker.currentNode.textContent ?? '');
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
      for (const name of ['aria-label', 'placeholder', 'title', 'alt'])
        words.push(element.getAttribute(name) ?? '');
    return [...words, document.title].map((text) => text.trim());
  });
  const found = english.filter((text) => said.includes(text));
  const started = /^(Picture \d|Open picture|Cancel picture|Credits:|Reuse the|Delete all|Download all pict)/;
  const ended = /\b(ready|ago|credits?|returned|in line|left)$/;
  return [...found, ...said.filter((text) => started.test(text) || ended.test(text))];
}
