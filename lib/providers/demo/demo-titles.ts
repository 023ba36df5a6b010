import type { TitleProvider } from '@/lib/providers/contract';
import { shortTitle } from '@/lib/providers/short-title';

const ARTICLE = /^(?:an?|the|uma?|os?|as?)\s+/i;
/** Where a phrase begins; a title does not end in one of these. */
const LINK =
  '(?:an?|the|of|in|on|at|with|and|above|under|by|from|into|over|through|uma?|de|d[oae]s?|com|em|n[oa]s?|e|sobre|sob|ao?s?|os?|entre|para)';
const DANGLING = new RegExp(`\\s+${LINK}$`, 'i');
const BEGINS = new RegExp(`^${LINK}\\s`, 'i');
/** The last phrase of several words before it. */
const LAST_PHRASE = new RegExp(`(?<=\\S\\s+\\S+)(?:\\s+${LINK})+\\s(?:(?!\\s${LINK}\\s).)*$`, 'i');

/** Titles without a network: the first words of the prompt that make one, cut where a phrase ends. */
export function createDemoTitles(): TitleProvider {
  return {
    name: 'demo',
    async suggest({ prompt }) {
      const [beginning = ''] = prompt.trim().split(/[,.;:!?\n]/);
      const whole = beginning.replace(ARTICLE, '') || prompt;
      let title = shortTitle(whole);
      const rest = whole.slice(title.length).trim();
      if (rest && !BEGINS.test(rest) && !DANGLING.test(title)) title = title.replace(LAST_PHRASE, '');
      while (DANGLING.test(title)) title = title.replace(DANGLING, '');
      return title.charAt(0).toLocaleUpperCase() + title.slice(1);
    },
  };
}
