import { markdownTable } from 'markdown-table';
import type { Row } from './row';

function figure(value: number): string {
  if (value === 0 || !Number.isFinite(value)) return String(value);
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
}

function cells({ row, value, unit, baseline, ratio, goal, holds }: Row): string[] {
  const verdict = holds === null ? '' : holds ? 'yes' : 'NO';
  return [row, `${figure(value)} ${unit}`.trim(), figure(baseline), figure(ratio), goal ?? '', verdict];
}

/** The rows as a Markdown table. */
export function printTable(rows: readonly Row[]): string {
  const head = ['', 'value', 'baseline', 'ratio', 'goal', 'holds'];
  return markdownTable([head, ...rows.map(cells)], { align: ['l', 'r', 'r', 'r', 'l', 'l'] });
}
