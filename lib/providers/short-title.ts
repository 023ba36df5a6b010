const MAX_WORDS = 5;
const MAX_CHARACTERS = 60;

/** The first line of a model's answer as a title: without quotes, markup and full stop, at most 5 words; empty if nothing is left. */
export function shortTitle(answer: string): string {
  const line =
    answer
      .split('\n')
      .map((part) => part.trim())
      .find(Boolean) ?? '';
  const bare = line.replace(/^[\s"'“”‘’«»*_#`-]+|[\s"'“”‘’«»*_`.,;:!-]+$/g, '');
  return Array.from(bare.split(/\s+/).slice(0, MAX_WORDS).join(' ')).slice(0, MAX_CHARACTERS).join('').trim();
}
