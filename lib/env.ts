import { z } from 'zod';

const positiveInteger = (fallback: number) =>
  z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a positive integer')
    .transform(Number)
    .default(fallback);

const port = (fallback: number) =>
  positiveInteger(fallback).refine((value) => value <= 65_535, 'must be a port, 1 to 65535');

const delays = z
  .string()
  .regex(
    /^\s*[1-9]\d{0,8}\s*(,\s*[1-9]\d{0,8}\s*)*$/,
    'must be positive integers separated by commas, like 5,10,20',
  )
  .transform((list) => list.split(',').map(Number))
  .default([5, 10, 20]);

const modelOverrides = z
  .string()
  .regex(/^[^=,\s]+=[^=,\s]+(,[^=,\s]+=[^=,\s]+)*$/, 'must look like model-id=gemini-id,other-id=gemini-id')
  .transform(
    (list): Record<string, string> =>
      Object.fromEntries(list.split(',').map((pair) => pair.split('=') as [string, string])),
  )
  .default({});

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http(s) address' });

/** Rules between settings are checked although other settings are wrong: one message names every fault. */
const always = () => true;

const schema = z
  .object({
    SUPABASE_URL: httpUrl.optional(),
    SUPABASE_PUBLISHABLE_KEY: z.string().optional(),
    SUPABASE_SECRET_KEY: z.string().optional(),
    EMBEDDED_SUPABASE_PORT: port(54_321),
    DATA_DIR: z.string().default('.data'),
    PORT: port(3000),
    GEMINI_API_KEY: z.string().optional(),
    GOOGLE_GEMINI_BASE_URL: httpUrl.optional(),
    GEMINI_API_VERSION: z.string().default('v1beta'),
    GEMINI_TEXT_MODEL: z.string().default('gemini-3.8-flash'),
    GEMINI_MODEL_OVERRIDES: modelOverrides,
    CRON_SECRET: z.string().optional(),
    TASK_LEASE_SECONDS: positiveInteger(45),
    TASK_HEARTBEAT_SECONDS: positiveInteger(15),
    TASK_SWEEP_SECONDS: positiveInteger(15),
    TASK_ATTEMPT_TIMEOUT_SECONDS: positiveInteger(240),
    TASK_RETRY_DELAYS_SECONDS: delays,
    MAX_RUNNING_PER_USER: positiveInteger(4),
    RATE_LIMIT_PER_MINUTE: positiveInteger(10),
    SIGNUP_CREDITS: positiveInteger(100),
    WORKER_CONCURRENCY: positiveInteger(8),
  })
  .refine((env) => !env.SUPABASE_URL || env.SUPABASE_PUBLISHABLE_KEY, {
    path: ['SUPABASE_PUBLISHABLE_KEY'],
    message: 'is needed when SUPABASE_URL is set',
    when: always,
  })
  .refine((env) => !env.SUPABASE_URL || env.SUPABASE_SECRET_KEY, {
    path: ['SUPABASE_SECRET_KEY'],
    message: 'is needed when SUPABASE_URL is set',
    when: always,
  })
  .refine((env) => !(2 * Number(env.TASK_HEARTBEAT_SECONDS) > Number(env.TASK_LEASE_SECONDS)), {
    path: ['TASK_HEARTBEAT_SECONDS'],
    message: 'must be at most half of TASK_LEASE_SECONDS',
    when: always,
  });

/** Names that the Vercel integration and Google's tools write, accepted where ours is missing. */
const FALLBACKS = {
  SUPABASE_URL: ['NEXT_PUBLIC_SUPABASE_URL'],
  SUPABASE_PUBLISHABLE_KEY: ['NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY', 'NEXT_PUBLIC_SUPABASE_ANON_KEY'],
  SUPABASE_SECRET_KEY: ['SUPABASE_SERVICE_ROLE_KEY'],
  GEMINI_API_KEY: ['GOOGLE_API_KEY'],
} as const;

export type Settings = z.output<typeof schema>;

export class SettingsError extends Error {
  override readonly name = 'SettingsError';
}

/** Parses settings from environment variables; throws one {@link SettingsError} that names every fault. */
export function readSettings(source: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()));
  for (const [name, others] of Object.entries(FALLBACKS)) {
    given[name] ??= others.map((other) => given[other]).find(Boolean);
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
  throw new SettingsError(`Darkroom can't start, because of its settings:\n${faults.join('\n')}`);
}

let cached: Settings | undefined;

/** The settings of this process, read once. */
export function settings(): Settings {
  cached ??= readSettings(process.env);
  return cached;
}
