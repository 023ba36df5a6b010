import { readSettings, type Settings, SettingsError } from '@/lib/env';
import type { Finding } from './finding';

/** The settings, if they can be read, and what is to be said of them. */
export function checkSettings(source: Record<string, string | undefined>): {
  settings?: Settings;
  findings: Finding[];
} {
  const subject = 'Settings';
  try {
    const settings = readSettings(source);
    return { settings, findings: [{ subject, detail: 'all valid' }, checkCronSecret(settings, source)] };
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    const fix = 'Correct these settings in the environment or in .env; .env.example explains each.';
    return { findings: [{ subject, detail: error.message, fix }] };
  }
}

function checkCronSecret({ CRON_SECRET }: Settings, { VERCEL }: Record<string, string | undefined>): Finding {
  const subject = 'CRON_SECRET';
  if (CRON_SECRET) return { subject, detail: 'set' };
  const detail = 'not set: /api/workers and /api/metrics answer 503';
  if (!VERCEL) return { subject, detail, unused: true };
  return { subject, detail, fix: 'Set CRON_SECRET: without it nothing sweeps where no process lasts.' };
}
