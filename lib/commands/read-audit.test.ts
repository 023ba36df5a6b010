import { expect, test } from 'vitest';
import { readAudit } from './read-audit';

const advisory = (severity: string) => ({
  source: 1,
  name: 'tar',
  title: 'Writes outside of its folder',
  url: 'https://github.com/advisories/GHSA-1',
  severity,
  range: '<7',
});

const report = (severity: string) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities: {
      tar: {
        name: 'tar',
        severity,
        range: '<7',
        via: [advisory(severity)],
        effects: ['gyp'],
        fixAvailable: true,
      },
      gyp: { name: 'gyp', severity, range: '*', via: ['tar'], effects: [], fixAvailable: false },
    },
    metadata: { vulnerabilities: { total: 2 } },
  });

test.each(['high', 'critical'])(
  'a vulnerability of level %s is severe, with where to read of it, also in a package that uses it',
  (level) => {
    expect(readAudit(report(level))).toEqual({
      answered: true,
      severe: [
        `${level}: tar <7 (Writes outside of its folder, https://github.com/advisories/GHSA-1)`,
        `${level}: gyp * (tar)`,
      ],
      others: 0,
    });
  },
);

test('lesser ones are counted', () => {
  expect(readAudit(report('moderate'))).toEqual({ answered: true, severe: [], others: 2 });
});

test('none', () => {
  expect(readAudit('{"auditReportVersion": 2, "vulnerabilities": {}}')).toEqual({
    answered: true,
    severe: [],
    others: 0,
  });
});

test.each([
  [
    '{"message": "405 Method Not Allowed - POST https://example.com/", "statusCode": 405}',
    '405 Method Not Allowed',
  ],
  [
    '{"message": "request to https://example.com/ failed, reason: connect"}',
    'request to https://example.com/ failed, reason: connect',
  ],
  ['', 'npm printed no report'],
  ['null', 'npm printed no report'],
])('a registry that does not answer is not a clean one: %s', (output, reason) => {
  expect(readAudit(output)).toEqual({ answered: false, reason });
});
