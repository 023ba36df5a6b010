const PACIFIC = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  hourCycle: 'h23',
});

function pacificParts(time: Date) {
  const parts = Object.fromEntries(
    PACIFIC.formatToParts(time).map(({ type, value }) => [type, Number(value)]),
  );
  return { year: parts.year ?? 0, month: parts.month ?? 1, day: parts.day ?? 1, hour: parts.hour ?? 0 };
}

/** When Gemini's daily quotas start anew: the next midnight in Pacific time, standard or daylight. */
export function nextPacificMidnight(now: Date): Date {
  const { year, month, day } = pacificParts(now);
  const daylight = new Date(Date.UTC(year, month - 1, day + 1, 7));
  return pacificParts(daylight).hour === 0 ? daylight : new Date(Date.UTC(year, month - 1, day + 1, 8));
}
