import type { TitleProvider } from '@/lib/providers/contract';
import { shortTitle } from '@/lib/providers/short-title';

const ARTICLE = /^(?:an?|the|uma?|os?|as?)\s+/i;
/** A title does not end in one of these. */
const DANGLING =
  /\s+(?:an?|the|of|in|on|at|with|and|above|under|by|uma?|de|d[oae]s?|com|em|n[oa]s?|e|sobre|sob|ao?s?|os?)$/i;

/** Titles without a network: the first words of the prompt that make one. */
export function createDemoTitles(): TitleProvider {
  return {
    name: 'demo',
    async suggest({ prompt }) {
      const [beginning = ''] = prompt.trim().split(/[,.;:!?\n]/);
      let title = shortTitle(beginning.replace(ARTICLE, '') || prompt);
      while (DANGLING.test(title)) title = title.replace(DANGLING, '');
      return title.charAt(0).toLocaleUpperCase() + title.slice(1);
    },
  };
}
