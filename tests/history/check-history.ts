import type { CheckResult } from './check';
import type { ClientLog } from './client-log';
import { countEvents, type HistoryCounts } from './count-events';
import type { DatabaseEvent } from './database-event';
import type { Limits } from './history';
import { checkAges } from './invariants/check-ages';
import { checkAnswers } from './invariants/check-answers';
import { checkAttempts } from './invariants/check-attempts';
import { checkBalances } from './invariants/check-balances';
import { checkCancels } from './invariants/check-cancels';
import { checkCharges } from './invariants/check-charges';
import { checkDependencies } from './invariants/check-dependencies';
import { checkGroups } from './invariants/check-groups';
import { checkInputs } from './invariants/check-inputs';
import { checkLeases } from './invariants/check-leases';
import { checkNotifications } from './invariants/check-notifications';
import { checkPictures } from './invariants/check-pictures';
import { checkPlaces } from './invariants/check-places';
import { checkSights } from './invariants/check-sights';
import { checkStatuses } from './invariants/check-statuses';
import { checkUpstream } from './invariants/check-upstream';
import { readHistory } from './read-history';

const invariants = [
  checkAnswers,
  checkCharges,
  checkBalances,
  checkStatuses,
  checkPlaces,
  checkAttempts,
  checkLeases,
  checkPictures,
  checkSights,
  checkAges,
  checkGroups,
  checkDependencies,
  checkUpstream,
  checkInputs,
  checkCancels,
  checkNotifications,
];

interface RecordedRun {
  database: DatabaseEvent[];
  client: ClientLog;
  limits: Limits;
  /** The run is over: every task must be terminal. */
  final?: boolean;
  /** When the last fault ended, in ms since 1970: tasks may be older by that. */
  faultsEndedAt?: number;
}

/** Holds a recorded run against everything that the product promises. Every invariant is listed, also those that hold. */
export function checkHistory({ database, client, limits, final = false, faultsEndedAt = 0 }: RecordedRun): {
  checks: CheckResult[];
  counts: HistoryCounts;
} {
  const history = readHistory(database, { client: client.events, limits, final, faultsEndedAt });
  return { checks: invariants.flatMap((check) => check(history)), counts: countEvents(history) };
}
