import type { Settings } from '@/lib/env';
import type { Finding } from './finding';
import type { Installation } from './read-installation';

/** A cron sweeps once a minute. */
const CRON_SECONDS = 150;

/** Whether something sweeps: without it, a task whose process died would wait for ever. */
export function checkSweep({ now, sweptAt }: Installation, { TASK_SWEEP_SECONDS }: Settings): Finding {
  const subject = 'Sweep';
  const fix =
    'Let something sweep: npm start, npm run worker, supabase/schedule.sql, or a cron that calls /api/workers every minute.';
  if (!sweptAt) return { subject, detail: 'never ran', fix };
  const seconds = Math.round((now.getTime() - sweptAt.getTime()) / 1000);
  const detail = `last ran ${seconds} s ago`;
  return seconds > Math.max(CRON_SECONDS, 3 * TASK_SWEEP_SECONDS)
    ? { subject, detail, fix }
    : { subject, detail };
}

/** Whether something works what waits: of a kind that no process knows, or a lane that none works, nothing is ever claimed. */
export function checkClaims({ unclaimed }: Installation): Finding {
  const subject = 'Queue';
  if (unclaimed.length === 0) return { subject, detail: 'nothing waits unclaimed' };
  const lanes = [...new Set(unclaimed.map(({ lane }) => lane))].join(',');
  return {
    subject,
    detail: `due for more than a minute, and no process works on any: ${unclaimed.map(({ kind }) => kind).join(', ')}`,
    fix: `Start npm start or npm run worker of this version with WORKER_LANES=${lanes} (or without it), or look at the log of the one that runs.`,
  };
}
