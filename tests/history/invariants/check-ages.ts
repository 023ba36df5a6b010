import { Check, type CheckResult } from '@/tests/history/check';
import { type History, isTerminal, type TaskHistory } from '@/tests/history/history';

/** What a sweep, a claim and a write may take on a busy machine, once per attempt. */
const SLACK_MS = 2000;

function boundMs(task: TaskHistory, attemptTimeoutSeconds: number, sweepSeconds: number): number {
  const row = task.changes[0]?.new;
  if (!row) return 0;
  const attempt = (attemptTimeoutSeconds + row.lease_seconds + sweepSeconds) * 1000 + SLACK_MS;
  return row.max_attempts * attempt + row.retry_delays.reduce((sum, delay) => sum + delay * 1000, 0);
}

/** Whose places a task takes: those of its user in its lane. */
const placesOf = ({ user_id, lane }: { user_id: string; lane: string }) => `${user_id} ${lane}`;

/** When a user's places of a lane were all taken, as pairs of from and until. */
function fullTimes(history: History): Map<string, [number, number][]> {
  const times = new Map<string, [number, number][]>();
  const running = new Map<string, { count: number; fullSince: number | null }>();
  for (const { events, at } of history.transactions) {
    for (const event of events) {
      if (event.table !== 'tasks') continue;
      const change = Number(event.new?.status === 'processing') - Number(event.old?.status === 'processing');
      const row = event.new ?? event.old;
      if (change === 0 || !row) continue;
      const key = placesOf(row);
      const state = running.get(key) ?? { count: 0, fullSince: null };
      state.count += change;
      if (state.count >= (row.places ?? history.limits.maxRunning)) state.fullSince ??= at;
      else if (state.fullSince !== null) {
        times.set(key, [...(times.get(key) ?? []), [state.fullSince, at]]);
        state.fullSince = null;
      }
      running.set(key, state);
    }
  }
  for (const [key, { fullSince }] of running) {
    if (fullSince !== null) times.set(key, [...(times.get(key) ?? []), [fullSince, history.endedAt]]);
  }
  return times;
}

/** How long a task was queued and due while all places of its user were taken. */
function waitedForPlaceMs(task: TaskHistory, full: [number, number][], from: number, until: number): number {
  let waited = 0;
  task.changes.forEach(({ new: row, at }, index) => {
    if (row?.status !== 'queued') return;
    const start = Math.max(at, row.run_after, from);
    const end = Math.min(task.changes[index + 1]?.at ?? until, until);
    for (const [since, to] of full) waited += Math.max(0, Math.min(end, to) - Math.max(start, since));
  });
  return waited;
}

/** From its first place, and from the last fault on, a task is terminal within the bound that the settings give it. */
export function checkAges(history: History): CheckResult[] {
  const check = new Check('no open task is older than its bound');
  const { attemptTimeoutSeconds, sweepSeconds } = history.limits;
  if (attemptTimeoutSeconds === undefined || sweepSeconds === undefined) return [check.result];
  const full = fullTimes(history);
  for (const task of history.tasks.values()) {
    const claimed = task.changes.find(({ new: row }) => row?.status === 'processing');
    if (!claimed?.new) continue;
    const from = Math.max(claimed.at, history.faultsEndedAt);
    const until = task.changes.find(({ new: row }) => row === null || isTerminal(row))?.at ?? history.endedAt;
    const age = until - from - waitedForPlaceMs(task, full.get(placesOf(claimed.new)) ?? [], from, until);
    const bound = boundMs(task, attemptTimeoutSeconds, sweepSeconds);
    check.that(
      age <= bound,
      () => `task ${task.id} (${task.last?.status}) was open for ${Math.round(age)} ms of ${bound}`,
    );
  }
  return [check.result];
}
