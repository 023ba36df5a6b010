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
