/** A limit on the value, in its unit, or on the ratio to the baseline. */
export interface Goal {
  of: 'value' | 'ratio';
  atMost?: number;
  atLeast?: number;
}

/** One line of the table, and one entry of results.json. */
export interface Row {
  row: string;
  value: number;
  unit: string;
  /** The same quantity of something else, measured in the same run. */
  baseline: number;
  /** value ÷ baseline; 1 where both are 0. */
  ratio: number;
  goal: string | null;
  holds: boolean | null;
}

function inWords({ of, atMost, atLeast }: Goal, unit: string): string {
  const limits = [atMost === undefined ? '' : `≤ ${atMost}`, atLeast === undefined ? '' : `≥ ${atLeast}`];
  return `${limits.filter(Boolean).join(', ')} ${of === 'ratio' ? '×' : unit}`.trim();
}

/** Says what was measured, beside its baseline and, where there is one, its goal. */
export function toRow(row: string, value: number, unit: string, baseline: number, goal?: Goal): Row {
  const ratio = value === baseline ? 1 : value / baseline;
  const judged = goal?.of === 'ratio' ? ratio : value;
  return {
    row,
    value,
    unit,
    baseline,
    ratio,
    goal: goal ? inWords(goal, unit) : null,
    holds: goal
      ? judged <= (goal.atMost ?? Number.POSITIVE_INFINITY) &&
        judged >= (goal.atLeast ?? Number.NEGATIVE_INFINITY)
      : null,
  };
}
