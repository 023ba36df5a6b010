import { expect, test } from 'vitest';
import { formatMetrics } from './format-metrics';
import { toHistogram } from './to-histogram';

test('labels with quotes, backslashes and line breaks stay one line', () => {
  const samples = [{ labels: { code: 'a "b"\\c\nd' }, value: 1.5 }];
  expect(formatMetrics([{ name: 'tasks', type: 'gauge', help: 'Tasks.', samples }])).toBe(
    '# HELP tasks Tasks.\n# TYPE tasks gauge\ntasks{code="a \\"b\\"\\\\c\\nd"} 1.5\n',
  );
});

test('a histogram counts upwards, and what is beyond the last bound only in +Inf', () => {
  const buckets = [
    { bucket: 0, count: 2, seconds: 1 },
    { bucket: 2, count: 1, seconds: 9 },
    { bucket: 1, count: 3, seconds: 6 },
  ];
  expect(toHistogram(buckets, [1, 5])).toEqual([
    { suffix: '_bucket', labels: { le: '1' }, value: 2 },
    { suffix: '_bucket', labels: { le: '5' }, value: 5 },
    { suffix: '_bucket', labels: { le: '+Inf' }, value: 6 },
    { suffix: '_sum', labels: {}, value: 16 },
    { suffix: '_count', labels: {}, value: 6 },
  ]);
});
