import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Settings } from '@/lib/env';

const storedKeys = z.object({
  publishableKey: z.string().min(1),
  secretKey: z.string().min(1),
  jwtSecret: z.string().min(32),
});

export type EmbeddedKeys = z.output<typeof storedKeys>;

type KeySettings = Pick<Settings, 'DATA_DIR' | 'SUPABASE_PUBLISHABLE_KEY' | 'SUPABASE_SECRET_KEY'>;

/** Keys of the embedded Supabase: those of the settings, else the ones kept in `DATA_DIR/keys.json`, made once. */
export function embeddedKeys(settings: KeySettings): EmbeddedKeys {
  const path = join(settings.DATA_DIR, 'keys.json');
  const kept = readKeys(path) ?? makeKeys(settings.DATA_DIR, path);
  return {
    publishableKey: settings.SUPABASE_PUBLISHABLE_KEY ?? kept.publishableKey,
    secretKey: settings.SUPABASE_SECRET_KEY ?? kept.secretKey,
    jwtSecret: kept.jwtSecret,
  };
}

function readKeys(path: string): EmbeddedKeys | undefined {
  try {
    return storedKeys.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw new Error(
      `The keys of the embedded Supabase in ${path} can't be read; repair or remove that file`,
      {
        cause: error,
      },
    );
  }
}

/** A link, unlike a rename, never replaces what another process made first: both then read the same keys. */
function makeKeys(directory: string, path: string): EmbeddedKeys {
  const made = {
    publishableKey: `sb_publishable_${randomBytes(24).toString('base64url')}`,
    secretKey: `sb_secret_${randomBytes(24).toString('base64url')}`,
    jwtSecret: randomBytes(48).toString('base64url'),
  };
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  writeFileSync(draft, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readKeys(path) ?? made;
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
