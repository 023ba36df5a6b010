import { expect, test } from 'vitest';
import { formatMetrics, toHistogram } from './format-metrics';

test('labels with quotes, backslashes and line breaks stay one line', () => {
  const samples = [{ labels: { code: 'a "b"\\c\nd' }, value: 1.5 }];
  expect(formatMetrics([{ name: 'tasks', type: 'gauge', help: 'Tasks.', samples }])).toBe(
    '# HELP tasks Tasks.\n# TYPE tasks gauge\ntasks{code="a \\"b\\"\\\\c\\nd"} 1.5\n',
  );
});

test('a histogram counts upwards, and what is beyond the last bound only in +Inf', () => {
  const total = { name: 'wait', labels: { a: 'b' }, count: 6, sum: 16, buckets: { 0: 2, 2: 1, 1: 3 } };
  expect(toHistogram(total, [1, 5])).toEqual([
    { suffix: '_bucket', labels: { a: 'b', le: '1' }, value: 2 },
    { suffix: '_bucket', labels: { a: 'b', le: '5' }, value: 5 },
    { suffix: '_bucket', labels: { a: 'b', le: '+Inf' }, value: 6 },
    { suffix: '_sum', labels: { a: 'b' }, value: 16 },
    { suffix: '_count', labels: { a: 'b' }, value: 6 },
  ]);
});
