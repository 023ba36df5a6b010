/** The day (2026-11-21) that a moment lies in, in a time zone. */
export function dayOf(time: number, timeZone: string): string {
  // The Swedish way to write a date is the ISO one.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(time);
}
