import { z } from 'zod';

const KINDS: [RegExp, string][] = [
  [/[\r\n\u0085\u2028\u2029]/u, 'a line break'],
  [/["'`´“”„‘’‚«»‹›]/u, 'a quotation mark'],
  [/[\p{Cc}\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/u, 'an invisible character'],
  [/\s/u, 'a space'],
  [/[^\x21-\x7e]/u, 'a character that does not belong there'],
];

/** What comes along when a key or an address is copied from a page, a chat or a file; never the text itself. */
function strayIn(text: string): string | undefined {
  for (const [kind, name] of KINDS) {
    const [found] = kind.exec(text) ?? [];
    const code = found?.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
    if (code) return `has ${name} (U+${code}) in it: copy it again, without quotes, spaces and line breaks`;
  }
}

/** A key, a secret or an address that can be sent as it is; a fault is one sentence that doesn't show it. */
const copiedText = z.string().superRefine((text, context) => {
  const message = strayIn(text);
  if (message) context.addIssue({ code: 'custom', message });
});

const LANES = ['pictures', 'quick', 'videos'] as const;

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

const httpUrl = copiedText.pipe(z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }));

/** Addresses separated by commas, of which only the origins matter. */
const origins = z
  .string()
  .transform((list) => list.split(',').map((address) => address.trim()))
  .pipe(
    z.array(
      copiedText.pipe(
        z.url({ protocol: /^https?$/, error: 'must be http(s) addresses separated by commas' }),
      ),
    ),
  )
  .transform((list) => list.map((address) => new URL(address).origin))
  .default([]);

/** Which lanes a process works; on a platform films are left to a process that lasts. */
const lanes = z
  .string()
  .transform((list) => list.split(',').map((lane) => lane.trim()))
  .pipe(z.array(z.enum(LANES, 'must be some of pictures, quick and videos, separated by commas')).min(1))
  .transform((list) => [...new Set(list)])
  .default(() => (process.env.VERCEL ? (['pictures', 'quick'] as const) : LANES).slice());

/** Rules between settings are checked although other settings are wrong: one message names every fault. */
const always = () => true;

const schema = z
  .object({
    SUPABASE_URL: httpUrl.optional(),
    SUPABASE_PUBLISHABLE_KEY: copiedText.optional(),
    SUPABASE_SECRET_KEY: copiedText.optional(),
    EMBEDDED_SUPABASE_PORT: port(54_321),
    DATA_DIR: z.string().default('.data'),
    PORT: port(3000),
    HOST: z
      .string()
      .trim()
      .regex(/^[\w.:-]+$/, 'must be an address or a name of this machine, like 0.0.0.0')
      .optional(),
    APP_URL: origins,
    GEMINI_API_KEY: copiedText.optional(),
    GOOGLE_GEMINI_BASE_URL: httpUrl.optional(),
    GEMINI_API_VERSION: z.string().default('v1beta'),
    GEMINI_TEXT_MODEL: z.string().default('gemini-3.8-flash'),
    GEMINI_MODEL_OVERRIDES: modelOverrides,
    CRON_SECRET: copiedText.optional(),
    TASK_LEASE_SECONDS: positiveInteger(45),
    TASK_HEARTBEAT_SECONDS: positiveInteger(15),
    TASK_SWEEP_SECONDS: positiveInteger(15),
    TASK_ATTEMPT_TIMEOUT_SECONDS: positiveInteger(240),
    TASK_RETRY_DELAYS_SECONDS: delays,
    MAX_RUNNING_PER_USER: positiveInteger(4),
    RATE_LIMIT_PER_MINUTE: positiveInteger(10),
    SIGNUP_CREDITS: positiveInteger(100),
    WORKER_CONCURRENCY: positiveInteger(8),
    WORKER_LANES: lanes,
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
  const names: Record<string, string> = {};
  for (const [name, others] of Object.entries(FALLBACKS)) {
    const used = given[name] === undefined ? others.find((other) => given[other]) : undefined;
    if (!used) continue;
    given[name] = given[used];
    names[name] = used;
  }
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path: [setting], message }) => {
    const name = String(setting);
    return `  ${names[name] ?? name} ${message}`;
  });
  throw new SettingsError(`Darkroom can't start, because of its settings:\n${faults.join('\n')}`);
}

let cached: Settings | undefined;

/** The settings of this process, read once. */
export function settings(): Settings {
  cached ??= readSettings(process.env);
  return cached;
}
