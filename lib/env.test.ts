import { describe, expect, test } from 'vitest';
import { readSettings, SettingsError } from './env';

function faultsOf(source: Record<string, string>): string {
  try {
    readSettings(source);
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return error instanceof Error ? error.message : '';
  }
  throw new Error('the settings were accepted');
}

describe('defaults', () => {
  test('an empty environment is enough', () => {
    expect(readSettings({})).toMatchObject({
      EMBEDDED_SUPABASE_PORT: 54_321,
      DATA_DIR: '.data',
      PORT: 3000,
      GEMINI_API_VERSION: 'v1beta',
      GEMINI_TEXT_MODEL: 'gemini-3.8-flash',
      TASK_LEASE_SECONDS: 45,
      TASK_HEARTBEAT_SECONDS: 15,
      TASK_SWEEP_SECONDS: 15,
      TASK_ATTEMPT_TIMEOUT_SECONDS: 240,
      TASK_RETRY_DELAYS_SECONDS: [5, 10, 20],
      MAX_RUNNING_PER_USER: 4,
      RATE_LIMIT_PER_MINUTE: 10,
      SIGNUP_CREDITS: 100,
      WORKER_CONCURRENCY: 8,
    });
  });

  test('an empty value counts as none', () => {
    expect(readSettings({ PORT: '', DATA_DIR: '  ', SUPABASE_URL: '' })).toEqual(readSettings({}));
  });
});

describe('other names', () => {
  const vercel = {
    NEXT_PUBLIC_SUPABASE_URL: 'https://a.supabase.co',
    NEXT_PUBLIC_SUPABASE_ANON_KEY: 'anon',
    SUPABASE_SERVICE_ROLE_KEY: 'service',
    GOOGLE_API_KEY: 'google',
  };

  test('those of the Vercel integration and of Google are accepted', () => {
    expect(readSettings(vercel)).toMatchObject({
      SUPABASE_URL: 'https://a.supabase.co',
      SUPABASE_PUBLISHABLE_KEY: 'anon',
      SUPABASE_SECRET_KEY: 'service',
      GEMINI_API_KEY: 'google',
    });
  });

  test('ours go before them, and a publishable key before an anon key', () => {
    const own = {
      NEXT_PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'publishable',
      SUPABASE_SECRET_KEY: 'secret',
      GEMINI_API_KEY: 'own',
    };
    expect(readSettings({ ...vercel, ...own })).toMatchObject({
      SUPABASE_PUBLISHABLE_KEY: 'publishable',
      SUPABASE_SECRET_KEY: 'secret',
      GEMINI_API_KEY: 'own',
    });
  });
});

describe('faults', () => {
  test('one message names every one of them', () => {
    const message = faultsOf({
      PORT: '70000',
      EMBEDDED_SUPABASE_PORT: 'x',
      SUPABASE_URL: 'ftp://a.b',
      TASK_LEASE_SECONDS: '20',
      TASK_RETRY_DELAYS_SECONDS: '5,,10',
      WORKER_CONCURRENCY: '0',
      GEMINI_MODEL_OVERRIDES: 'nonsense',
    });
    for (const name of [
      'PORT',
      'EMBEDDED_SUPABASE_PORT',
      'SUPABASE_URL',
      'SUPABASE_PUBLISHABLE_KEY',
      'SUPABASE_SECRET_KEY',
      'TASK_HEARTBEAT_SECONDS',
      'TASK_RETRY_DELAYS_SECONDS',
      'WORKER_CONCURRENCY',
      'GEMINI_MODEL_OVERRIDES',
    ]) {
      expect(message).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    }
  });

  test.each(['0', '-1', '1.5', '1e3', '0x10', 'ten', '07', '1234567890'])(
    '%s is no positive integer',
    (value) => {
      expect(faultsOf({ SIGNUP_CREDITS: value })).toContain('SIGNUP_CREDITS must be a positive integer');
    },
  );

  test('the heartbeat may be half of the lease, not more', () => {
    expect(readSettings({ TASK_LEASE_SECONDS: '30' }).TASK_LEASE_SECONDS).toBe(30);
    expect(faultsOf({ TASK_LEASE_SECONDS: '29' })).toContain('TASK_HEARTBEAT_SECONDS');
  });

  test.each([
    ['AIza\u200BSy-secret', 'an invisible character (U+200B)'],
    ['\uFEFFAIzaSy-secret', 'an invisible character (U+FEFF)'],
    ['AIzaSy-secret\u00AD', 'an invisible character (U+00AD)'],
    ['AIzaSy\u202E-secret', 'an invisible character (U+202E)'],
    ['AIzaSy\u0007-secret', 'an invisible character (U+0007)'],
    ['"AIzaSy-secret"', 'a quotation mark (U+0022)'],
    ["'AIzaSy-secret", 'a quotation mark (U+0027)'],
    ['“AIzaSy-secret”', 'a quotation mark (U+201C)'],
    ['AIzaSy-\nsecret', 'a line break (U+000A)'],
    ['AIzaSy-secret\r\n', 'a line break (U+000D)'],
    ['AIzaSy -secret', 'a space (U+0020)'],
    ['AIzaSy-secret\t', 'an invisible character (U+0009)'],
    ['AIzaSy\u00A0-secret', 'a space (U+00A0)'],
    ['AIzaSy-secrét', 'a character that does not belong there (U+00E9)'],
  ])(
    'a key like %j stops the start in one sentence that names the setting and does not show the key',
    (key, what) => {
      for (const name of [
        'GEMINI_API_KEY',
        'GOOGLE_API_KEY',
        'SUPABASE_SECRET_KEY',
        'SUPABASE_SERVICE_ROLE_KEY',
        'CRON_SECRET',
      ]) {
        const message = faultsOf({ [name]: key });
        expect(message.split('\n').slice(1)).toEqual([
          `  ${name} has ${what} in it: copy it again, without quotes, spaces and line breaks`,
        ]);
        expect(message).not.toMatch(/AIza|secret|secrét/);
      }
    },
  );

  test.each(['SUPABASE_URL', 'NEXT_PUBLIC_SUPABASE_URL', 'GOOGLE_GEMINI_BASE_URL', 'APP_URL'])(
    'an address of %s with what is invisible, quoted or broken is named too',
    (name) => {
      const rest = { SUPABASE_PUBLISHABLE_KEY: 'a', SUPABASE_SECRET_KEY: 'b' };
      for (const address of ['https://a.supabase\u200B.co', '"https://a.b"', 'https://a.b\nhttps://c.d']) {
        expect(faultsOf({ ...rest, [name]: address })).toMatch(
          new RegExp(`^ {2}${name} has a.* in it: copy it again`, 'm'),
        );
      }
    },
  );

  test('a Supabase project needs both keys', () => {
    const message = faultsOf({ SUPABASE_URL: 'https://a.supabase.co' });
    expect(message).toContain('SUPABASE_PUBLISHABLE_KEY is needed');
    expect(message).toContain('SUPABASE_SECRET_KEY is needed');
  });
});

test('lists are read with spaces', () => {
  expect(readSettings({ TASK_RETRY_DELAYS_SECONDS: ' 1, 2 ,3 ' }).TASK_RETRY_DELAYS_SECONDS).toEqual([
    1, 2, 3,
  ]);
  expect(readSettings({ GEMINI_MODEL_OVERRIDES: 'a=b,c=d' }).GEMINI_MODEL_OVERRIDES).toEqual({
    a: 'b',
    c: 'd',
  });
});

test('APP_URL holds the origins of one address or several, HOST an address or a name', () => {
  const { APP_URL, HOST } = readSettings({ APP_URL: 'https://A.example/, http://b:8080', HOST: '0.0.0.0' });
  expect([APP_URL, HOST]).toEqual([['https://a.example', 'http://b:8080'], '0.0.0.0']);
  expect(readSettings({ APP_URL: ' ' }).APP_URL).toEqual([]);
  for (const APP_URL of ['a.example', 'https://a.example,,', 'ftp://a.example', 'javascript:alert(1)'])
    expect(faultsOf({ APP_URL })).toContain('APP_URL');
  for (const HOST of ['http://a', 'a b', 'a/b']) expect(faultsOf({ HOST })).toContain('HOST must be');
});
