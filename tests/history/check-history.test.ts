import { expect, test } from 'vitest';
import { checkHistory } from './check-history';
import type { HandMade } from './hand-made';
import { rightHistory } from './right-history';
import { wrongAttempts } from './wrong/wrong-attempts';
import { wrongClients } from './wrong/wrong-clients';
import { wrongDependencies } from './wrong/wrong-dependencies';
import { wrongGroups } from './wrong/wrong-groups';
import { wrongMoney } from './wrong/wrong-money';
import { wrongTasks } from './wrong/wrong-tasks';

const limits = { maxRunning: 2, attemptTimeoutSeconds: 60, sweepSeconds: 15 };
const wrongs = [
  ...wrongMoney,
  ...wrongTasks,
  ...wrongAttempts,
  ...wrongClients,
  ...wrongGroups,
  ...wrongDependencies,
];

const check = ({ events, client }: HandMade, final = true) =>
  checkHistory({ database: events, client, limits, final });

const broken = (made: HandMade) =>
  check(made)
    .checks.filter(({ violations }) => violations.length > 0)
    .map(({ name }) => name);

test('a right history passes, and tests every invariant', () => {
  const { checks, counts } = check(rightHistory());
  expect(checks.flatMap(({ violations }) => violations)).toEqual([]);
  expect(checks.filter(({ checked }) => checked === 0)).toEqual([]);
  expect(counts).toMatchObject({
    tasks: 19,
    completed: 10,
    failed: 4,
    canceled: 5,
    groups: 3,
    groupsCompleted: 1,
    groupsCanceled: 1,
    inGroups: 12,
    waiting: 7,
    upstreamFailed: 2,
    attempts: 18,
    retries: 1,
    rescues: 1,
    releases: 1,
    fencedWrites: 1,
    charges: 19,
    refunds: 9,
    refused: 1,
    imageReads: 2,
  });
});

test.each(wrongs)('%s: %s', (invariant, _what, spoil) => {
  const made = rightHistory();
  spoil(made);
  expect(broken(made)).toContain(invariant);
});

test('every invariant has a wrong history', () => {
  const all = check(rightHistory()).checks.map(({ name }) => name);
  expect([...new Set(wrongs.map(([invariant]) => invariant))].sort()).toEqual(all.toSorted());
});

test('a sight that was asked for earlier may be older', () => {
  const made = rightHistory();
  made.client.observed({ taskId: 'good', status: 'queued', version: 1, images: [] }, 0);
  expect(broken(made)).toEqual([]);
});

test('the time for which a user had no free place does not count as age', () => {
  const made = rightHistory();
  for (const id of ['waiting', 'busy', 'other']) made.create(id);
  made.claim('waiting');
  made.retry('waiting');
  made.claim('busy');
  made.claim('other');
  for (let hour = 0; hour < 8; hour++) {
    for (const id of ['busy', 'other']) {
      made.begin(20_000);
      made.heartbeat(id);
    }
  }
  made.fail('busy');
  made.fail('other');
  made.claim('waiting');
  made.fail('waiting');
  expect(broken(made)).toEqual(['no open task is older than its bound']);
  expect(check(made).checks.find(({ name }) => name.includes('bound'))?.violations).toHaveLength(2);
});
