/** Characters as people count them and PostgreSQL stores them: code points. */
export function characterCount(text: string): number {
  return Array.from(text).length;
}
